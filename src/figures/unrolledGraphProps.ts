import { type PackedRun, type PackedWeights, bakeRun, packWeights, readWeights, unpackRun } from '../frame/bakeRun';
import { bakeEquation, bakeSymbols, type EquationPair } from '../frame/bakeEquation';
import type { FigureResources, FigureSettings } from '../frame/FigureEntry';
import { choiceField, flagField } from '../frame/link';
import { startStep } from '../frame/Run';
import { readSettings } from '../frame/readSettings';
import { textFields } from '../frame/sharedFields';
import { numbersAt } from '../frame/slotContext';
import type { BakedEquation } from '../marks/Equation';
import { systems } from '../systems';

/** Where the tanh stands, and which system that is. */
export const systemOf = { right: 'tanh-rnn-letters', misprint: 'misprinted-letters' } as const;

/** What a chapter may set on an UnrolledGraph, and its link may carry. Without a `t` the playhead starts half way. */
export function unrolledSchema(start: UnrolledStart) {
  return {
    ...textFields(start, Object.values(systemOf)),
    view: choiceField(['unrolled', 'folded'], start.view),
    full: flagField(start.full),
    equations: choiceField(['right', 'misprint'], start.equations),
    open: flagField(start.open),
  };
}

/** Where the figure begins. */
export interface UnrolledStart {
  readonly text: string;
  readonly t: number;
  readonly unit: number;
  readonly view: 'unrolled' | 'folded';
  readonly full: boolean;
  readonly equations: 'right' | 'misprint';
  readonly open: boolean;
}

/** What is baked into the page. */
export interface UnrolledGraphProps {
  readonly id: string;
  readonly number: string;
  readonly start: UnrolledStart;
  readonly run: PackedRun;
  readonly weights: PackedWeights;
  readonly typeset: Readonly<
    Record<UnrolledStart['equations'], { readonly h: EquationPair; readonly y: BakedEquation }>
  >;
}

/** The quantities that the figure reads. */
export const quantities = ['h', 'y'];

/** Bakes an UnrolledGraph: its first run, the weights of its state, and the equations of both networks. */
export function bakeUnrolledGraph(settings: FigureSettings, resources: FigureResources): UnrolledGraphProps {
  const given = readSettings('UnrolledGraph', settings, {
    text: 'hello world',
    t: 0,
    unit: 7,
    view: 'unrolled',
    full: false,
    equations: 'right',
    open: false,
  });
  const which = given.equations === 'misprint' ? 'misprint' : 'right';
  const system = systemOf[which];
  const run = bakeRun(system, given.text, quantities, resources);
  const unpacked = unpackRun(run);
  const weights = readWeights(system, resources);
  const start: UnrolledStart = {
    ...given,
    equations: which,
    view: given.view === 'folded' ? 'folded' : 'unrolled',
    t: startStep(given.t, unpacked.trace.steps),
  };
  const equationsOf = (other: UnrolledStart['equations']) => ({
    h: bakeEquation(systems[systemOf[other]].network, 'h', resources, (slots) =>
      other === which ? numbersAt(slots, unpacked, weights, start.t, start.unit) : undefined,
    ),
    y: bakeSymbols(systems[systemOf[other]].network, 'y', resources),
  });
  return {
    id: settings.id,
    number: settings.number,
    start,
    run,
    weights: packWeights(weights, ['W_xh', 'W_hh', 'b_h'], unpacked),
    typeset: { right: equationsOf('right'), misprint: equationsOf('misprint') },
  };
}
