import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { EngineStatus } from '../engine/Engine';
import type { Intervention } from '../equations/Intervention';
import { systems } from '../systems';
import { sizesOf } from '../traces/sizesOf';
import { quantityIn } from '../traces/Trace';
import type { Weights } from '../traces/Weights';
import { type PackedRun, type PackedWeights, unpackRun, unpackWeights } from './bakeRun';
import { createFigureStore, type FigureState, type FigureStore, type SharedState } from './figureStore';
import type { Ghost } from './Ghost';
import { misfitOf } from './interventionsField';
import { encodeLink, type LinkField, type LinkSchema } from './link';
import type { Run } from './Run';
import { useFigureLink } from './useFigureLink';
import { useGhost } from './useGhost';
import { type FigureJob, useRun } from './useRun';

/** What was baked into the page for a figure. */
export interface BakedFigure {
  readonly id: string;
  readonly number: string;
  readonly run: PackedRun;
  readonly weights: PackedWeights;
}

/** What a figure's link may carry: its own fields, and those of `stepFields` or `textFields`. */
export type FigureSchema = LinkSchema & { readonly t: LinkField<number>; readonly unit: LinkField<number> };

/** A figure as its frame, its picture and its controls see it. */
export interface Figure<State extends SharedState = SharedState> {
  readonly id: string;
  readonly number: string;
  readonly store: FigureStore<State>;
  readonly state: State;
  /** What one step is called: a letter, a bit, a row. */
  readonly step: string;
  /** The newest run; it may not yet be the one that the state asks for. */
  readonly run: Run;
  /** The playhead within that run: steps taken, from 1; 0 where there is none to take. */
  readonly t: number;
  /** The quantity of which a unit is picked, how many units it has, and the picked one, from 1. */
  readonly quantity: string;
  readonly units: number;
  readonly unit: number;
  /** The weights of the shown run, untouched, as far as they have arrived. */
  readonly weights: Weights;
  /** What the shown run was run with: what the reader did to the network, as far as it has such parts. */
  readonly changes: readonly Intervention[];
  /** The run to compare with: the untouched network's while there are changes, else the one before the last edit of the input. */
  readonly ghost: Ghost | undefined;
  /** Does something to the network, or lets it go. */
  readonly change: (changes: readonly Intervention[]) => void;
  /** Undefined until the figure has come alive. */
  readonly status: EngineStatus | undefined;
  readonly isAlive: boolean;
  /** What went wrong with the last run, in words. */
  readonly problem: string | undefined;
  /** Whether the text is longer than what a figure reads. */
  readonly isCut: boolean;
  /** Whether the shown run is not yet the one that the state asks for. */
  readonly isStale: boolean;
  /** What in the link could not be read, in words. */
  readonly linkProblems: readonly string[];
  /** The state as a link carries it. */
  readonly link: () => string;
}

/**
 * Everything behind a figure in which a network runs over what the reader gives it: its state, kept in the page's address, the newest run, and the
 * playhead within it. The run is asked for anew whenever `job` says something else.
 * @param schema what the link may carry, with its first values; asked once
 * @param job which network runs, over what, for which quantities; what the reader did to it (`state.do`) holds unless told
 * @param quantity the one of which a unit is picked: h unless told, among those of the run that is shown
 */
export function useFigure<Schema extends FigureSchema>({
  baked,
  schema: makeSchema,
  job: jobOf,
  quantity: quantityOf = () => 'h',
  step,
}: {
  baked: BakedFigure;
  schema: () => Schema;
  job: (state: FigureState<Schema>) => FigureJob;
  quantity?: (state: FigureState<Schema>, run: Run) => string;
  step?: string;
}): Figure<FigureState<Schema>> {
  const { id, number } = baked;
  const [schema] = useState(makeSchema);
  const [store] = useState(() => createFigureStore(schema));
  const [first] = useState(() => ({ run: unpackRun(baked.run), weights: unpackWeights(baked.weights) }));
  const linkProblems = useFigureLink(id, schema, store);
  const state = useStore(store);
  const job = jobOf(state);
  const runnable = networkOf(job);
  const asked = job.interventions ?? state.do.filter((change) => misfitOf(change, runnable) === undefined);
  const live = useRun(id, { ...job, interventions: asked }, first);
  const untouched = useRun(`${id}-untouched`, { ...job, interventions: none, isWanted: asked.length > 0 }, first);
  const { run, status, isStale } = live;
  const ghost = useGhost(run, untouched.run);
  const { steps } = run.trace;
  useEffect(() => {
    if (isStale) return;
    // Only the run knows how many steps there are; a playhead beyond its end is brought back to it.
    const { t } = store.getState();
    const bounded = Math.min(steps, Math.max(t, Math.min(1, steps)));
    if (bounded !== t && steps > 0) store.setState({ t: bounded } as Partial<FigureState<Schema>>);
  }, [store, steps, isStale]);
  const quantity = quantityOf(state, run);
  const units = quantityIn(run.trace, quantity).size;
  return {
    ...live,
    id,
    number,
    store,
    state,
    step: step ?? (run.input.kind === 'text' ? 'letter' : 'step'),
    t: Math.min(Math.max(state.t, Math.min(1, steps)), steps),
    quantity,
    units,
    unit: Math.min(state.unit, units),
    changes: run.trace.interventions ?? none,
    ghost,
    change: (changes) => store.setState({ do: changes } as Partial<FigureState<Schema>>),
    isAlive: status !== undefined,
    linkProblems,
    link: () => encodeLink(schema, store.getState()),
  };
}

const none: readonly Intervention[] = [];

/** The network of a job, of as many units as its weights have. */
function networkOf({ system, weights }: FigureJob) {
  const { network, sizes } = systems[system];
  return { network, sizes: weights === undefined ? sizes : sizesOf(network, weights, sizes) };
}
