import type { TrainingState } from './trainCharacters';

/** A copy of a run as it was, to go back to. */
export interface KeptState {
  /** Makes the copy the run's present state. */
  keep(): void;
  /** Puts the run back to what was kept last, in place. */
  goBack(): void;
}

/** Holds one earlier state of a run, in memory that is taken once. Nothing is kept until `keep` is called. */
export function keepState(state: TrainingState): KeptState {
  const live = [
    ...Object.values(state.weights).map(({ values }) => values),
    ...[state.adam.mean, state.adam.square].flatMap((group) => Object.values(group)),
  ];
  const kept = live.map((values) => new Float32Array(values.length));
  let carried: Record<string, Float32Array> = {};
  let updates = 0;
  return {
    keep() {
      live.forEach((values, i) => kept[i]?.set(values));
      // Carried states are exchanged whole after each update, so the old ones are still there.
      carried = { ...state.carried };
      updates = state.adam.updates;
    },
    goBack() {
      live.forEach((values, i) => values.set(kept[i] ?? []));
      Object.assign(state.carried, carried);
      state.adam.updates = updates;
    },
  };
}
