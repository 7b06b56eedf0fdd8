import type { DigitReading } from './DigitReading';
import type { Sequence, Task } from './Task';

/** Sequences of handwritten digits, read by `openDigits` from files which the project does not hold. */
export interface DataTask extends Omit<Task, 'levels' | 'draw'> {
  /** The files to be read, by their names in one folder; those that end in `.gz` are unpacked before they are opened. */
  readonly files: readonly string[];
  /** How a digit of theirs is shown. */
  readonly reading: DigitReading;
}

/** A task whose files have been read. */
export interface OpenTask {
  /** Draws from what may be learnt from alone; its levels are measured on what is held out. */
  readonly task: Task;
  /** Every sequence that is held out, once. */
  readonly heldOut: readonly Sequence[];
  /** How many examples may be learnt from. */
  readonly examples: number;
}
