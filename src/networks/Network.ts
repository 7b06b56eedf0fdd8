import type { Cell } from '../equations/defineCell';
import type { Given } from '../equations/Expression';
import type { Start } from '../equations/Start';

/** One run of a cell over one sequence, within a network of several. */
export interface Stage {
  readonly cell: Cell;
  /** `backward` runs from the last step to the first; unless told, forward. */
  readonly direction?: 'forward' | 'backward';
  /** The sequence whose length and mask it runs over, by the name of an input; `x` unless told. */
  readonly over?: string;
  /** Where its state starts, by name: a state of an earlier stage, as that stage's run left it. The others start at zero, or as told. */
  readonly startsFrom?: Readonly<Record<string, string>>;
}

/**
 * A network that is more than one step repeated: runs of cells, one after the other. A stage's input that bears the name of an earlier
 * stage's quantity is given that quantity, step by step; the others come from outside.
 */
export interface Network {
  readonly id: string;
  readonly stages: readonly Required<Stage>[];
  /** Names of what comes from outside, each a sequence. */
  readonly inputs: readonly string[];
  /** Parameters of all stages. No two share a name. */
  readonly parameters: readonly Given[];
  readonly initialisation: Readonly<Record<string, Start>>;
}
