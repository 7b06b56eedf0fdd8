import { bakeEquation, bakeSymbols, type EquationPair } from '../frame/bakeEquation';
import { bakeRun, type PackedRun, type PackedWeights, readWeights, unpackRun } from '../frame/bakeRun';
import type { FigureResources, FigureSettings } from '../frame/FigureEntry';
import { flagField, wholeField } from '../frame/link';
import { packStates, unpackStates } from '../frame/packStates';
import { packValues } from '../frame/packValues';
import { readSettings } from '../frame/readSettings';
import type { RunInput } from '../frame/RunInput';
import { stepFields } from '../frame/sharedFields';
import { numbersAt } from '../frame/slotContext';
import type { BakedEquation } from '../marks/Equation';
import { systems } from '../systems';
import { side } from '../tasks/digitImages';
import { shufflePixels } from '../tasks/shufflePixels';
import { centreDigit } from './centreDigit';
import { inkField, readInk } from './digitInk';
import { bakeScores, type DigitScores } from './digitScores';
import { heldOutDigits } from './heldOutDigits';
import { sortBySimilarity } from './sortBySimilarity';

/** The networks that read a digit: with its pixels in their places, or all of them shuffled. */
export const readersOf = (isShuffled: boolean) =>
  isShuffled
    ? ({ glance: 'digit-still-shuffled', rows: 'digit-rows-shuffled' } as const)
    : ({ glance: 'digit-still', rows: 'digit-rows' } as const);

/** What the figure asks of both runs. */
export const digitQuantities = ['h', 'y'];

/** Hidden units of the network without time. */
const glanceUnits = systems['digit-still'].sizes.H ?? 0;

/** Where the figure begins. */
export interface DigitStart {
  readonly ink: string;
  readonly t: number;
  readonly unit: number;
  readonly shuffle: boolean;
  /** The opened unit of the network without time, from 1; 0 when none is open. */
  readonly glance: number;
}

/** What is baked into the page. */
export interface DigitReaderProps {
  readonly id: string;
  readonly number: string;
  readonly start: DigitStart;
  /** The network that reads row by row; its states, which would make up most of the page, are in `states`, to the nearest 1/2000, and its input is made of the drawing. */
  readonly run: PackedRun;
  readonly states: string;
  readonly weights: PackedWeights;
  /** The network without time. */
  readonly glance: PackedRun;
  readonly scores: DigitScores;
  /** The row readers' units (from 1) in an order in which neighbours do alike over the ten digits that the figure offers. */
  readonly order: Readonly<Record<'plain' | 'shuffled', readonly number[]>>;
  readonly typeset: { readonly rows: EquationPair; readonly y: BakedEquation };
}

/** What a chapter may set on a DigitReader, and its link may carry. */
export function digitSchema(start: DigitStart) {
  return {
    ...stepFields(start, ['digit-rows', 'digit-rows-shuffled'], side),
    ink: inkField(start.ink),
    shuffle: flagField(start.shuffle),
    glance: wholeField(0, glanceUnits, start.glance),
  };
}

type VectorInput = Extract<RunInput, { kind: 'vectors' }>;

/** A digit's pixels (0–1, in their places) as the two networks are given them. */
export function inputsOf(pixels: Float32Array, isShuffled: boolean): Readonly<Record<'glance' | 'rows', VectorInput>> {
  const values = isShuffled ? shufflePixels(pixels) : pixels;
  return { glance: { kind: 'vectors', steps: 1, values }, rows: { kind: 'vectors', steps: side, values } };
}

/** Bakes a DigitReader: the first run of both networks, over one of the held-out digits unless the chapter gives a drawing. */
export function bakeDigitReader(settings: FigureSettings, resources: FigureResources): DigitReaderProps {
  const given = readSettings('DigitReader', settings, {
    digit: 3,
    ink: '',
    t: side,
    unit: 7,
    shuffle: false,
    glance: 0,
  });
  const ink = given.ink === '' ? (heldOutDigits[given.digit] ?? '') : given.ink;
  const start: DigitStart = { ink, t: given.t, unit: given.unit, shuffle: given.shuffle, glance: given.glance };
  const inputs = inputsOf(pixelsOf(ink), start.shuffle);
  const readers = readersOf(start.shuffle);
  const run = bakeRun(readers.rows, inputs.rows, digitQuantities, resources);
  const unpacked = unpackRun(run);
  const weights = readWeights(readers.rows, resources);
  const { network, sizes } = systems[readers.rows];
  const units = sizes.H ?? 0;
  return {
    id: settings.id,
    number: settings.number,
    start,
    run: { ...run, input: notPacked, quantities: { ...run.quantities, h: { size: units, values: '' } } },
    states: packStates(unpacked.trace.quantities.h?.values ?? new Float32Array()),
    weights: {},
    glance: { ...bakeRun(readers.glance, inputs.glance, digitQuantities, resources), input: notPacked },
    scores: bakeScores(resources),
    order: { plain: orderUnits(false, resources), shuffled: orderUnits(true, resources) },
    typeset: {
      rows: bakeEquation(network, 'h', resources, (slots) => numbersAt(slots, unpacked, weights, start.t, start.unit)),
      y: bakeSymbols(network, 'y', resources),
    },
  };
}

/** What stands for an input that `unpackReader` makes anew of the drawing. */
const notPacked = { steps: 0, values: '' };

/** The props with both runs whole: the inputs are made of the drawing again, and the states unpacked. */
export function unpackReader(props: DigitReaderProps): DigitReaderProps {
  const { run, glance, states, start } = props;
  const { values } = inputsOf(pixelsOf(start.ink), start.shuffle).rows;
  const packed = packValues(values);
  const h = { size: run.quantities.h?.size ?? 0, values: packValues(unpackStates(states)) };
  return {
    ...props,
    run: { ...run, input: { steps: side, values: packed }, quantities: { ...run.quantities, h } },
    glance: { ...glance, input: { steps: 1, values: packed } },
  };
}

/** A drawing's text as the networks see it. @throws Error when a chapter wrote what is no drawing */
function pixelsOf(text: string): Float32Array {
  const ink = readInk(text);
  if (ink === undefined)
    throw new Error(`figure DigitReader: ink is no drawing of 28 by 28 cells: "${text.slice(0, 24)}"`);
  return centreDigit(ink);
}

function orderUnits(isShuffled: boolean, resources: FigureResources): number[] {
  const system = readersOf(isShuffled).rows;
  const states = heldOutDigits.map((text) => {
    const run = bakeRun(system, inputsOf(pixelsOf(text), isShuffled).rows, ['h'], resources);
    return unpackRun(run).trace.quantities.h?.values ?? new Float32Array();
  });
  const all = Float32Array.from(states.flatMap((values) => [...values]));
  return sortBySimilarity(all, systems[system].sizes.H ?? 0).map((unit) => unit + 1);
}
