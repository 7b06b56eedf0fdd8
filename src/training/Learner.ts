import type { Settings } from '../systems/Settings';
import type { SequenceBatch } from '../tasks/SequenceBatch';

/** What a batch says of a network, before anything is changed. */
export interface Differentiated {
  /** The mean loss of the counted steps, nats or a mean square. */
  readonly loss: number;
  /** Norm of the whole gradient before clipping. */
  readonly norm: number;
}

/** What makes the updates of one training run. Between two of them the run's state may lie elsewhere, until `settle` is called. */
export interface Learner {
  /** Which kernels compute it. */
  readonly path: 'fused' | 'plain';
  /**
   * Runs a batch forwards and backwards.
   * @param startsAnew which sequences begin from the zero state; the others go on from where the last update left them
   */
  differentiate(batch: SequenceBatch, startsAnew: readonly boolean[]): Promise<Differentiated>;
  /** The share of that batch's scored steps that was answered right, 0–1. */
  accuracy(): number;
  /** The gradient of that batch, by parameter, flat, before clipping. */
  gradients(): Readonly<Record<string, Float32Array>>;
  /** Makes the update that the last batch asks for. */
  apply(settings: Readonly<Settings>, learningRate: number): void;
  /** Takes the last update back. */
  goBack(): void;
  /** Brings the run's state up to date: weights, the optimiser's memory, carried states. */
  settle(): void;
}
