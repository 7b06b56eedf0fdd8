import type { SequenceBatch } from '../tasks/SequenceBatch';
import type { LossKind } from '../tasks/Task';

/** One long sequence, to be cut into windows. */
export interface Stream {
  readonly loss: LossKind;
  /** Whether what is cut from it gives its inputs as token ids too. */
  readonly isTokens?: boolean;
  readonly steps: number;
  /** T steps from each of these places (0-based), side by side. */
  cut(starts: readonly number[], T: number): SequenceBatch;
}
