/** The functions of one number, or a few, that formulas are made of. `select` is b where a is above zero, else c. */
export type FunctionId =
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  | 'min'
  | 'max'
  | 'sqrt'
  | 'exp'
  | 'log'
  | 'sigmoid'
  | 'tanh'
  | 'select';

/** A number that a formula computes, by its place in the list of terms. */
export type Term = number;

/**
 * Where a formula's numbers come from and go to: `row` has a number of its own for every row and column, `shared` one a column, the same
 * in all rows, `scalar` one a row, the same in all columns.
 */
export interface Slot {
  readonly key: string;
  readonly spread: 'row' | 'shared' | 'scalar';
}

/** A step of a formula: a number is read, is constant, or is computed from earlier ones. */
export type Instruction =
  | { readonly kind: 'load'; readonly slot: number }
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'apply'; readonly function: FunctionId; readonly inputs: readonly Term[] };

/** A number that a formula writes: put there, or added to what is there. Into a `shared` slot the rows are added up. */
export interface Store {
  readonly slot: number;
  readonly term: Term;
  readonly isAdded: boolean;
}

/**
 * Element-wise arithmetic as a list of instructions, the same for every column of every row: what one fused kernel computes, whatever it
 * is written for. A term that is asked for twice is computed once.
 */
export class Formula {
  readonly slots: Slot[] = [];
  readonly instructions: Instruction[] = [];
  readonly stores: Store[] = [];
  readonly #known = new Map<string, Term>();

  load(slot: Slot): Term {
    return this.#term({ kind: 'load', slot: this.#slot(slot) });
  }

  constant(value: number): Term {
    return this.#term({ kind: 'constant', value });
  }

  apply(name: FunctionId, ...inputs: readonly Term[]): Term {
    return this.#simplified(name, inputs) ?? this.#term({ kind: 'apply', function: name, inputs });
  }

  store(slot: Slot, term: Term, isAdded = false): void {
    this.stores.push({ slot: this.#slot(slot), term, isAdded });
  }

  /** The instructions that the stores need, in order, by their terms. */
  used(): Term[] {
    const wanted = new Set(this.stores.map(({ term }) => term));
    for (let term = this.instructions.length - 1; term >= 0; term--) {
      const instruction = this.instructions[term];
      if (wanted.has(term) && instruction?.kind === 'apply') for (const input of instruction.inputs) wanted.add(input);
    }
    return [...wanted].sort((a, b) => a - b);
  }

  #slot(slot: Slot): number {
    const found = this.slots.findIndex(({ key, spread }) => key === slot.key && spread === slot.spread);
    return found < 0 ? this.slots.push(slot) - 1 : found;
  }

  #term(instruction: Instruction): Term {
    const key = JSON.stringify(instruction, (_, value: unknown) => (Object.is(value, -0) ? '-0' : value));
    const term = this.#known.get(key) ?? this.instructions.push(instruction) - 1;
    this.#known.set(key, term);
    return term;
  }

  /** Sums with 0 and products with 1: what derivatives are full of. A product with 0 stays, since 0 times infinity is no zero. */
  #simplified(name: FunctionId, [a, b]: readonly Term[]): Term | undefined {
    if (a === undefined || b === undefined) return undefined;
    if (name === 'add' && this.#is(a, 0)) return b;
    if ((name === 'add' || name === 'sub') && this.#is(b, 0)) return a;
    if (name === 'mul' && this.#is(a, 1)) return b;
    if ((name === 'mul' || name === 'div') && this.#is(b, 1)) return a;
    return undefined;
  }

  #is(term: Term, value: number): boolean {
    const instruction = this.instructions[term];
    return instruction?.kind === 'constant' && instruction.value === value;
  }
}
