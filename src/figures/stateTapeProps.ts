import { bakeEquation, type EquationPair } from '../frame/bakeEquation';
import { bakeRun, type PackedRun, type PackedWeights, packWeights, readWeights, unpackRun } from '../frame/bakeRun';
import type { FigureResources, FigureSettings } from '../frame/FigureEntry';
import { choiceField } from '../frame/link';
import { readSettings } from '../frame/readSettings';
import { startStep } from '../frame/Run';
import { textFields } from '../frame/sharedFields';
import { numbersAt } from '../frame/slotContext';
import { systems } from '../systems';
import { type LetterNetwork, letterNetworks } from './letterNetworks';

/** What the figure asks of a run: the states, what their equations read, and the predictions, by which a change is judged. */
export const quantitiesOf = { tanh: ['h', 'y'], lstm: ['h', 'c', 'o', 'f', 'i', 'g', 'y'] } as const;

/** Where the figure begins. */
export interface TapeStart {
  readonly text: string;
  readonly t: number;
  readonly unit: number;
  readonly order: 'index' | 'similarity';
  readonly network: LetterNetwork;
}

/** What is baked into the page. */
export interface StateTapeProps {
  readonly id: string;
  readonly number: string;
  readonly start: TapeStart;
  readonly run: PackedRun;
  readonly weights: PackedWeights;
  readonly typeset: {
    readonly tanh: { readonly h: EquationPair };
    readonly lstm: { readonly h: EquationPair; readonly c: EquationPair };
  };
}

/** What a chapter may set on a StateTape, and its link may carry. Without a `t` the playhead starts half way. */
export function tapeSchema(start: TapeStart) {
  return {
    ...textFields(start, Object.values(letterNetworks)),
    order: choiceField(['index', 'similarity'], start.order),
    network: choiceField(['tanh', 'lstm'], start.network),
    quantity: choiceField(['h', 'c'], 'h'),
  };
}

/** Bakes a StateTape: the first run of its network, and the equations of both. */
export function bakeStateTape(settings: FigureSettings, resources: FigureResources): StateTapeProps {
  const given = readSettings('StateTape', settings, {
    text: 'hello world',
    t: 0,
    unit: 2,
    order: 'similarity',
    network: 'tanh',
  });
  const network: LetterNetwork = given.network === 'lstm' ? 'lstm' : 'tanh';
  const system = letterNetworks[network];
  // The page carries only what is drawn; the engine brings the rest.
  const run = bakeRun(system, given.text, network === 'tanh' ? ['h'] : ['h', 'c', 'o'], resources);
  const unpacked = unpackRun(run);
  const weights = network === 'tanh' ? readWeights(system, resources) : {};
  const start: TapeStart = {
    ...given,
    network,
    order: given.order === 'index' ? 'index' : 'similarity',
    t: startStep(given.t, unpacked.trace.steps),
  };
  const bake = (which: LetterNetwork, quantity: string) =>
    bakeEquation(systems[letterNetworks[which]].network, quantity, resources, (slots) =>
      which === network && quantity === 'h' ? numbersAt(slots, unpacked, weights, start.t, start.unit) : undefined,
    );
  return {
    id: settings.id,
    number: settings.number,
    start,
    run,
    weights: packWeights(weights, ['W_xh', 'W_hh', 'b_h'], unpacked),
    typeset: { tanh: { h: bake('tanh', 'h') }, lstm: { h: bake('lstm', 'h'), c: bake('lstm', 'c') } },
  };
}
