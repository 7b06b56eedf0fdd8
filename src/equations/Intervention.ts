/** When an intervention holds, in steps counted from 0: from the first step on unless told, and to the end. */
export interface Span {
  readonly from?: number;
  /** The first step at which it holds no more. */
  readonly until?: number;
}

/**
 * What a reader does to a network, as data: it can lie in a link. Units are counted from 0.
 *
 * - `clamp`: a quantity (or an input) is held at a value: all of it, or some units. At one step alone, it edits a state.
 * - `silence`: one unit is held at 0.
 * - `cut`: the wire with this weight on it carries nothing.
 * - `edit`: one entry of a weight [row, column], or of a bias [row], has another value.
 * - `strike`: an addend or factor is struck out of an equation; `term` is its path, as `termsOf` lists it.
 */
export type Intervention = Span &
  (
    | {
        readonly kind: 'clamp';
        readonly quantity: string;
        readonly value: number;
        readonly units?: readonly number[];
      }
    | { readonly kind: 'silence'; readonly quantity: string; readonly unit: number }
    | { readonly kind: 'cut'; readonly weight: string }
    | {
        readonly kind: 'edit';
        readonly parameter: string;
        readonly row: number;
        readonly column?: number;
        readonly value: number;
      }
    | { readonly kind: 'strike'; readonly quantity: string; readonly term: readonly number[] }
  );
