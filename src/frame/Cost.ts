import { bitsPerLetter } from './lossInBits';
import type { Run } from './Run';

/** What a change costs: a measure of a whole run, and its unit. */
export interface Cost {
  /** What is measured, `loss`. */
  readonly name: string;
  /** Of what, as it stands behind the number: `bits a letter`. */
  readonly unit: string;
  /** The number, or undefined where this run has none. */
  readonly of: (run: Run) => number | undefined;
}

/** What a figure over a text pays, unless it measures otherwise. */
export const textCost: Cost = { name: 'loss', unit: 'bits a letter', of: bitsPerLetter };
