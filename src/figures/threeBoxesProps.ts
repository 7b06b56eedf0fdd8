import { rewrite } from '../equations/rewrite';
import { bakeEquation, bakeSymbols, type EquationPair } from '../frame/bakeEquation';
import { type PackedRun, type PackedWeights, bakeRun, packWeights, readWeights, unpackRun } from '../frame/bakeRun';
import type { FigureResources, FigureSettings } from '../frame/FigureEntry';
import { choiceField } from '../frame/link';
import { startStep } from '../frame/Run';
import { readSettings } from '../frame/readSettings';
import { textFields } from '../frame/sharedFields';
import { numbersAt } from '../frame/slotContext';
import { systems } from '../systems';
import { cutOff } from '../systems/cutOff';

/** The network that is drawn. */
export const boxesSystem = 'tanh-rnn-letters';

/** Three boxes alone, a row of them without a wire between, and the wire. */
const stages = ['still', 'time', 'memory'] as const;
export type Stage = (typeof stages)[number];

/** What a chapter may set on ThreeBoxes, and its link may carry. Without a `t` the playhead starts half way. */
export function threeBoxesSchema(start: ThreeBoxesStart) {
  return { ...textFields(start, [boxesSystem]), stage: choiceField(stages, start.stage) };
}

/** Where the figure begins. */
export interface ThreeBoxesStart {
  readonly text: string;
  readonly t: number;
  readonly unit: number;
  readonly stage: Stage;
}

/** What is baked into the page: the network's run with its wire, the run without, and the equation of each stage. */
export interface ThreeBoxesProps {
  readonly id: string;
  readonly number: string;
  readonly start: ThreeBoxesStart;
  readonly run: PackedRun;
  readonly cutRun: PackedRun;
  readonly weights: PackedWeights;
  readonly typeset: Readonly<Record<Stage, EquationPair>>;
}

/** The quantities that the figure reads. */
export const quantities = ['h', 'y'];

/** Bakes ThreeBoxes. Build time only. */
export function bakeThreeBoxes(settings: FigureSettings, resources: FigureResources): ThreeBoxesProps {
  const given = readSettings('ThreeBoxes', settings, { text: 'at the', t: 2, unit: 7, stage: 'still' });
  const { network } = systems[boxesSystem];
  const weights = readWeights(boxesSystem, resources);
  const run = bakeRun(boxesSystem, given.text, quantities, resources);
  const cutRun = bakeRun(boxesSystem, given.text, quantities, resources, { interventions: cutOff(boxesSystem) });
  const whole = unpackRun(run);
  const start: ThreeBoxesStart = {
    ...given,
    stage: stages.find((stage) => stage === given.stage) ?? 'still',
    t: startStep(given.t, whole.trace.steps),
  };
  const cut = rewrite(network, cutOff(boxesSystem)).cell;
  const inTime = bakeEquation(cut, 'h', resources, (slots) =>
    numbersAt(slots, unpackRun(cutRun), weights, start.t, start.unit),
  );
  return {
    id: settings.id,
    number: settings.number,
    start,
    run,
    cutRun,
    weights: packWeights(weights, ['W_xh', 'W_hh', 'b_h'], whole),
    typeset: {
      still: { ...inTime, symbols: bakeSymbols(cut, 'h', withoutTime(resources)) },
      time: inTime,
      memory: bakeEquation(network, 'h', resources, (slots) => numbersAt(slots, whole, weights, start.t, start.unit)),
    },
  };
}

/** The same resources, to which a formula is one of no particular step. */
function withoutTime(resources: FigureResources): FigureResources {
  return { ...resources, typeset: (tex, options) => resources.typeset(tex.replaceAll('_{t}', ''), options) };
}
