/** A block of memory with a row of numbers for each step and sequence, or for each sequence alone. */
export interface Buffer {
  readonly index: number;
  /** Numbers in a row, a multiple of four. */
  readonly width: number;
  /** `all`: [T, B, width]; `led`: [1 + T, B, width], with what was before the first step; `one`: [B, width], used anew at each step. */
  readonly steps: 'all' | 'led' | 'one';
}

/** Where a node's numbers lie: in a buffer, from a column on, `shift` steps after the step that they are of. */
export interface Place {
  readonly buffer: Buffer;
  readonly column: number;
  readonly shift: 0 | 1;
}

/** A weight or bias, or several side by side: rows of padded parts in the flat vector of parameters. */
export interface WeightBlock {
  readonly index: number;
  /** First number in the flat vector. */
  readonly start: number;
  readonly rows: number;
  /** Numbers in a row, a multiple of four. */
  readonly width: number;
  /** Which parameter's columns lie where. */
  readonly parts: readonly { readonly name: string; readonly column: number; readonly columns: number }[];
}

/** Rounds up to whole vectors of four. */
export function padded(columns: number): number {
  return (columns + 3) & ~3;
}
