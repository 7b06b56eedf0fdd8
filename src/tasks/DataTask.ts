import type { Sequence, Task } from './Task';

/** Sequences that are read from files which the project does not hold. */
export interface DataTask extends Omit<Task, 'levels' | 'draw'> {
  /** The files to be read, by their names in one folder; those that end in `.gz` are unpacked before they are opened. */
  readonly files: readonly string[];
  /**
   * Divides what the files hold into what may be learnt from and what is held out.
   * @param files the bytes of each, by name
   * @throws RangeError naming the file, what was expected of it and what came
   */
  open(files: Readonly<Record<string, Uint8Array>>): OpenTask;
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
