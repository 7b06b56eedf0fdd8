import { oneHotRows } from './oneHotRows';
import type { Sequence } from './Task';

/** What a task of symbols says of one sequence, a symbol a step. */
interface Symbols {
  readonly inputs: readonly number[];
  readonly targets: readonly number[];
  /** Whether step t enters the loss; all do unless told. */
  readonly isCounted?: (t: number) => boolean;
  /** Whether step t is one that the task is about; all that are counted, unless told. */
  readonly isScored?: (t: number) => boolean;
}

/** A sequence of symbols, X and Y of them, as one-hot rows. */
export function symbolSequence(
  X: number,
  Y: number,
  { inputs, targets, isCounted = () => true, isScored = isCounted }: Symbols,
): Sequence {
  const mark = (isMarked: (t: number) => boolean): Uint8Array =>
    Uint8Array.from(inputs, (_, t) => (isMarked(t) ? 1 : 0));
  return {
    steps: inputs.length,
    inputs: oneHotRows(inputs, X),
    targets: oneHotRows(targets, Y),
    counted: mark(isCounted),
    scored: mark(isScored),
  };
}
