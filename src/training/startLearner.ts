import { NotFusableError } from '../kernels/fused/FusedPlan';
import { hasVectors } from '../kernels/wasm/hasVectors';
import type { TrainableSystem } from '../systems/System';
import { FusedLearner } from './FusedLearner';
import type { Learner } from './Learner';
import { PlainLearner } from './PlainLearner';
import type { TrainingData } from './TrainingData';
import type { TrainingState } from './TrainingState';

/**
 * Whoever makes a run's updates: fused kernels where the network has such a form and there is WebAssembly, else the plain path.
 * @param path asked for; the fused path says why it cannot be had
 * @throws NotFusableError when fused kernels are asked for and cannot run this network
 */
export function startLearner(
  system: Pick<TrainableSystem, 'network' | 'sizes'>,
  data: TrainingData,
  state: TrainingState,
  path?: 'fused' | 'plain',
): Learner {
  if (path === 'plain' || (path === undefined && !hasVectors())) return new PlainLearner(system, state, data.loss);
  try {
    return new FusedLearner(system, state, data.loss, data.isTokens === true);
  } catch (error) {
    if (path === 'fused' || !(error instanceof NotFusableError)) throw error;
    return new PlainLearner(system, state, data.loss);
  }
}
