import { rewrite } from '../equations/rewrite';
import { bakeEquation, type EquationPair } from '../frame/bakeEquation';
import { type PackedRun, type PackedWeights, bakeRun, packWeights, readWeights, unpackRun } from '../frame/bakeRun';
import type { FigureResources, FigureSettings } from '../frame/FigureEntry';
import { choiceField, flagField, wholeField } from '../frame/link';
import { mostLetters, startStep } from '../frame/Run';
import { readSettings } from '../frame/readSettings';
import { textFields } from '../frame/sharedFields';
import { numbersAt } from '../frame/slotContext';
import { systems } from '../systems';
import { cutOff } from '../systems/cutOff';
import { type LetterNetwork, letterNetworks } from './letterNetworks';

/** The one that never had a wire. */
export const neverSystem = 'letters-without-past';

/** What a chapter may set on CutTheWire, and its link may carry: the wire is cut from letter `cut` on (from 1), or whole at 0. */
export function cutTheWireSchema(start: CutTheWireStart) {
  return {
    ...textFields(start, Object.values(letterNetworks)),
    cut: wholeField(0, mostLetters, start.cut),
    network: choiceField(['tanh', 'lstm'], start.network),
    never: flagField(start.never),
  };
}

/** Where the figure begins. */
export interface CutTheWireStart {
  readonly text: string;
  readonly t: number;
  readonly unit: number;
  readonly cut: number;
  readonly network: LetterNetwork;
  readonly never: boolean;
}

/** What is baked into the page: the run with its past, the run without, that of the network that never had one, and the equations. */
export interface CutTheWireProps {
  readonly id: string;
  readonly number: string;
  readonly start: CutTheWireStart;
  readonly run: PackedRun;
  readonly cutRun: PackedRun;
  readonly neverRun: PackedRun;
  readonly weights: PackedWeights;
  readonly typeset: Readonly<Record<LetterNetwork, { readonly whole: EquationPair; readonly cut: EquationPair }>>;
}

/** The quantities that the figure reads; a gated cell's equation of h is in c and o. */
export const quantitiesOf = { tanh: ['h', 'y'], lstm: ['h', 'y', 'c', 'o'] } as const;

/** What is done to a network that is cut from letter `cut` on (from 1); nothing at 0. */
export function interventionsOf(network: LetterNetwork, cut: number) {
  return cut === 0 ? [] : cutOff(letterNetworks[network], cut - 1);
}

/** Bakes CutTheWire, always with the twenty units; the larger network comes with the engine. Build time only. */
export function bakeCutTheWire(settings: FigureSettings, resources: FigureResources): CutTheWireProps {
  const given = readSettings('CutTheWire', settings, {
    text: 'at the queen',
    t: 0,
    unit: 7,
    cut: 1,
    never: false,
  });
  const bake = (cut: number) =>
    bakeRun(letterNetworks.tanh, given.text, quantitiesOf.tanh, resources, {
      interventions: interventionsOf('tanh', cut),
    });
  const cutRun = bake(given.cut);
  const unpacked = unpackRun(cutRun);
  const weights = readWeights(letterNetworks.tanh, resources);
  const start: CutTheWireStart = { ...given, network: 'tanh', t: startStep(given.t, unpacked.trace.steps) };
  const equationsOf = (which: LetterNetwork) => {
    const { network } = systems[letterNetworks[which]];
    const fill = (slots: EquationPair['slots']) =>
      which === 'tanh' ? numbersAt(slots, unpacked, weights, start.t, start.unit) : undefined;
    const cut = rewrite(network, cutOff(letterNetworks[which])).cell;
    return { whole: bakeEquation(network, 'h', resources, fill), cut: bakeEquation(cut, 'h', resources, fill) };
  };
  return {
    id: settings.id,
    number: settings.number,
    start,
    run: bake(0),
    cutRun,
    // What is not shown at first is left for the engine: a page has to be small.
    neverRun: bakeRun(neverSystem, given.never ? given.text : '', quantitiesOf.tanh, resources),
    // Where the wire is cut, the equation has no use for its weights.
    weights: packWeights(weights, start.cut === 1 ? ['W_xh', 'b_h'] : ['W_xh', 'W_hh', 'b_h'], unpacked),
    typeset: { tanh: equationsOf('tanh'), lstm: equationsOf('lstm') },
  };
}
