import type { TrainingState } from './TrainingState';

/** A copy of a run as it was, to go back to. */
export interface KeptState {
  /** Makes the copy the run's present state. */
  keep(): void;
  /** Puts the run back to what was kept last, in place. */
  goBack(): void;
}

/** Holds one earlier state of a run, in memory that is taken again only when the optimiser is exchanged. Nothing is kept until `keep` is called. */
export function keepState(state: TrainingState): KeptState {
  let live = arraysOf(state);
  let kept: Float32Array[] = [];
  let carried: Record<string, Float32Array> = {};
  let updates = 0;
  let optimiser = { ...state.optimiser };
  return {
    keep() {
      live = arraysOf(state);
      if (kept.length !== live.length) kept = live.map((values) => new Float32Array(values.length));
      live.forEach((values, i) => kept[i]?.set(values));
      // Carried states are exchanged whole after each update, so the old ones are still there.
      carried = { ...state.carried };
      updates = state.updates;
      optimiser = { ...state.optimiser };
    },
    goBack() {
      live.forEach((values, i) => values.set(kept[i] ?? []));
      Object.assign(state.carried, carried);
      state.updates = updates;
      Object.assign(state.optimiser, optimiser);
    },
  };
}

function arraysOf({ weights, optimiser }: TrainingState): Float32Array[] {
  return [
    ...Object.values(weights).map(({ values }) => values),
    ...Object.values(optimiser.slots).flatMap((slot) => Object.values(slot)),
  ];
}
