import { createRandom } from '../base/random';
import type { EquationPair } from '../frame/bakeEquation';
import type { PackedRun, PackedWeights } from '../frame/bakeRun';
import { choiceField, flagField, numberField, wholeField } from '../frame/link';
import { type RunInput, vectorInput } from '../frame/RunInput';
import { stepFields } from '../frame/sharedFields';
import { systems } from '../systems';
import { bitsOf } from '../tasks/addBits';
import { drawBatch } from '../tasks/drawBatch';
import type { SequenceBatch } from '../tasks/SequenceBatch';
import type { SumsMeasured } from './measureSums';
import { mostBits, placesFor } from './readAddend';

/** The network that adds. */
export const carrySystem = 'binary-addition';

/** The quantities that the figure reads. */
export const quantities = ['h', 'y'];

/** The most hidden units that a reader can train. */
export const mostUnits = 16;

/** Where the figure begins. */
export interface CarryBitStart {
  readonly a: number;
  readonly b: number;
  readonly t: number;
  readonly unit: number;
}

/** What is baked into the page. */
export interface CarryBitProps {
  readonly id: string;
  readonly number: string;
  readonly start: CarryBitStart;
  readonly run: PackedRun;
  readonly weights: PackedWeights;
  readonly typeset: EquationPair;
  readonly measured: SumsMeasured;
  /** How many of the seeds learnt to add at each width, as `check` measured it. */
  readonly widths: readonly {
    readonly H: number;
    readonly solved: number;
    readonly seeds: number;
    readonly best: number;
  }[];
}

/** What a chapter may set on a CarryBit, and its link may carry. */
export function carryBitSchema({ a, b, ...start }: CarryBitStart) {
  return {
    ...stepFields(start, [carrySystem], mostBits),
    a: wholeField(0, 2 ** mostBits - 1, a),
    b: wholeField(0, 2 ** mostBits - 1, b),
    notation: choiceField(['bits', 'decimal'], 'bits'),
    H: wholeField(1, mostUnits, systems[carrySystem].sizes.H ?? mostUnits),
    own: flagField(false),
    seed: wholeField(0, 999_999, 1),
    rate: numberField(0.0005, 0.1, systems[carrySystem].training.learningRate),
  };
}

/** Two numbers as the network reads them: a bit of each at a step, the lowest first. */
export function sumInput(a: number, b: number): RunInput {
  const T = placesFor(a, b);
  const [left, right] = [bitsOf(a, T), bitsOf(b, T)];
  return vectorInput(left.map((bit, t) => [bit, right[t] ?? 0]));
}

/** The sums that the figure measures on: several hundred that were held out, the same ones always, and none that `check` draws. */
export function drawSums(): SequenceBatch {
  return drawBatch(systems[carrySystem].task, createRandom(2 ** 31 + 1), 300, 'heldOut');
}
