import type { Weights } from '../traces/Weights';
import type { OptimiserState } from './optimise';

/** Everything that a training run needs to go on where it stopped, to the bit: plain data. */
export interface TrainingState {
  /** Updates done. */
  updates: number;
  readonly weights: Weights;
  readonly optimiser: OptimiserState;
  /** The streams' states after the last update, by name, flat [B, H]. */
  readonly carried: Record<string, Float32Array>;
}
