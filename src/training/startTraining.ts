import { settingsOf } from '../systems/settingsOf';
import type { TrainableSystem } from '../systems/System';
import { initialise } from './initialise';
import { startOptimiser } from './optimise';
import { stateSizes } from './tensors';
import type { TrainingState } from './TrainingState';

/** A run of a system's recipe before its first update. */
export function startTraining({ network, sizes, training }: TrainableSystem): TrainingState {
  const weights = initialise(network, sizes, training.seed);
  return {
    updates: 0,
    weights,
    optimiser: startOptimiser(settingsOf(training).optimiser.kind, weights),
    carried: Object.fromEntries(
      Object.entries(stateSizes(network, sizes)).map(([name, size]) => [name, new Float32Array(training.batch * size)]),
    ),
  };
}
