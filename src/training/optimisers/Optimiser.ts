import type { Formula, Term } from '../../kernels/formulas/Formula';

/** A rule for one update of each weight, written once as a formula: for WebAssembly, and for plain arrays where there is none. */
export interface Optimiser<Told> {
  /** What it remembers of earlier gradients, a number a weight each, zero at first. */
  readonly slots: readonly string[];
  /** The numbers that are the same for all weights, by name. @param update the number of this update, from 1 */
  scalars(told: Told & { readonly learningRate: number }, update: number): Readonly<Record<string, number>>;
  /** The new weight and the new memory. Asks `scalar` for the numbers above. */
  step(
    f: Formula,
    given: {
      readonly value: Term;
      readonly gradient: Term;
      readonly slot: (name: string) => Term;
      readonly scalar: (name: string) => Term;
    },
  ): { readonly value: Term; readonly slots: Readonly<Record<string, Term>> };
}
