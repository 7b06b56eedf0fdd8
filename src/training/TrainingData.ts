import type { SequenceBatch } from '../tasks/SequenceBatch';
import type { LossKind } from '../tasks/Task';

/** What a run learns from: a batch for every update, the same one whenever it is asked for, so that a run can go on where it stopped. */
export interface TrainingData {
  readonly loss: LossKind;
  /** Whether every batch gives its inputs as token ids too. */
  readonly isTokens?: boolean;
  /** B */
  readonly batch: number;
  /** How many updates the recipe makes. */
  readonly updates: number;
  /** The batch of an update (0-based). */
  batchOf(update: number): SequenceBatch;
  /** Which of its B sequences start from the zero state; the others go on from where the last update left them. */
  startsAnew(update: number): readonly boolean[];
}
