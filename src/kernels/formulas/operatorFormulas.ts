import type { Attributes } from '../../equations/Expression';
import type { OperatorId } from '../../equations/operators';
import type { Formula, Slot, Term } from './Formula';

/** An element-wise operator as a formula, and its derivative as one. */
interface OperatorFormula {
  value(formula: Formula, inputs: readonly Term[], attributes: Attributes): Term;
  /**
   * ∂L/∂input for every input, from ∂L/∂output; nothing where an input gets no gradient. Inputs and output are only asked for where they
   * are used: what a derivative does not ask for need not be kept.
   */
  gradient(
    formula: Formula,
    upstream: Term,
    given: { readonly input: (place: number) => Term; readonly output: () => Term },
    attributes: Attributes,
  ): readonly (Term | undefined)[];
}

/** Every operator that computes each element from the elements in its own place: what fused kernels are made of. */
export const operatorFormulas: Partial<Readonly<Record<OperatorId, OperatorFormula>>> = {
  add: {
    value: (f, [a = 0, b = 0]) => f.apply('add', a, b),
    gradient: (_f, upstream) => [upstream, upstream],
  },
  sub: {
    value: (f, [a = 0, b = 0]) => f.apply('sub', a, b),
    gradient: (f, upstream) => [upstream, negative(f, upstream)],
  },
  mul: {
    value: (f, [a = 0, b = 0]) => f.apply('mul', a, b),
    gradient: (f, upstream, { input }) => [f.apply('mul', upstream, input(1)), f.apply('mul', upstream, input(0))],
  },
  div: {
    value: (f, [a = 0, b = 0]) => f.apply('div', a, b),
    gradient(f, upstream, { input, output }) {
      const share = f.apply('div', upstream, input(1));
      return [share, negative(f, f.apply('mul', share, output()))];
    },
  },
  scale: {
    value: (f, [a = 0], { factor = 1 }) => f.apply('mul', a, f.constant(factor)),
    gradient: (f, upstream, _given, { factor = 1 }) => [f.apply('mul', upstream, f.constant(factor))],
  },
  shift: {
    value: (f, [a = 0], { offset = 0 }) => f.apply('add', a, f.constant(offset)),
    gradient: (_f, upstream) => [upstream],
  },
  oneMinus: {
    value: (f, [a = 0]) => f.apply('sub', f.constant(1), a),
    gradient: (f, upstream) => [negative(f, upstream)],
  },
  sigmoid: {
    value: (f, [a = 0]) => f.apply('sigmoid', a),
    gradient(f, upstream, { output }) {
      const s = output();
      return [f.apply('mul', upstream, f.apply('mul', s, f.apply('sub', f.constant(1), s)))];
    },
  },
  tanh: {
    value: (f, [a = 0]) => f.apply('tanh', a),
    gradient(f, upstream, { output }) {
      const t = output();
      return [f.apply('mul', upstream, f.apply('sub', f.constant(1), f.apply('mul', t, t)))];
    },
  },
  relu: {
    value: (f, [a = 0]) => f.apply('max', a, f.constant(0)),
    gradient: (f, upstream, { output }) => [f.apply('select', output(), upstream, f.constant(0))],
  },
  softplus: {
    // max(a, 0) + ln(1 + e^−|a|), so that nothing overflows.
    value(f, [a = 0]) {
      const size = f.apply('max', a, negative(f, a));
      const tail = f.apply('log', f.apply('add', f.constant(1), f.apply('exp', negative(f, size))));
      return f.apply('add', f.apply('max', a, f.constant(0)), tail);
    },
    gradient: (f, upstream, { input }) => [f.apply('mul', upstream, f.apply('sigmoid', input(0)))],
  },
  exp: {
    value: (f, [a = 0]) => f.apply('exp', a),
    gradient: (f, upstream, { output }) => [f.apply('mul', upstream, output())],
  },
  log: {
    value: (f, [a = 0]) => f.apply('log', a),
    gradient: (f, upstream, { input }) => [f.apply('div', upstream, input(0))],
  },
  sqrt: {
    value: (f, [a = 0]) => f.apply('sqrt', f.apply('max', a, f.constant(0))),
    gradient(f, upstream, { output }) {
      const root = output();
      return [f.apply('select', root, f.apply('div', f.apply('mul', upstream, f.constant(0.5)), root), f.constant(0))];
    },
  },
  square: {
    value: (f, [a = 0]) => f.apply('mul', a, a),
    gradient: (f, upstream, { input }) => [f.apply('mul', f.apply('mul', upstream, f.constant(2)), input(0))],
  },
  power: {
    value: (f, [a = 0], { exponent = 1 }) => power(f, a, exponent),
    gradient: (f, upstream, { input }, { exponent = 1 }) => [
      f.apply('mul', f.apply('mul', upstream, f.constant(exponent)), power(f, input(0), exponent - 1)),
    ],
  },
  where: {
    value: (f, [mask = 0, a = 0, b = 0]) => f.apply('select', f.apply('mul', mask, mask), a, b),
    gradient(f, upstream, { input }) {
      const isOn = f.apply('mul', input(0), input(0));
      return [
        undefined,
        f.apply('select', isOn, upstream, f.constant(0)),
        f.apply('select', isOn, f.constant(0), upstream),
      ];
    },
  },
  hold: {
    value: (f, [a = 0], { units, held = 0 }) =>
      units === undefined ? f.constant(held) : f.apply('select', f.load(heldUnits(units)), f.constant(held), a),
    // What is held passes no gradient on.
    gradient: (f, upstream, _given, { units }) =>
      units === undefined ? [undefined] : [f.apply('select', f.load(heldUnits(units)), f.constant(0), upstream)],
  },
  identity: {
    value: (_f, [a = 0]) => a,
    gradient: (_f, upstream) => [upstream],
  },
  stopGradient: {
    value: (_f, [a = 0]) => a,
    gradient: () => [undefined],
  },
};

/** A shared slot that is 1 in the columns that are held: whoever lays out memory puts it there. */
function heldUnits(units: readonly number[]): Slot {
  return { key: `${heldPrefix}${units.join()}`, spread: 'shared' };
}

/** How the keys of such slots begin; the columns follow. */
export const heldPrefix = 'held ';

function negative(f: Formula, a: Term): Term {
  return f.apply('sub', f.constant(0), a);
}

/** Positive numbers to a power: whole small powers by products, the others by way of the logarithm. */
function power(f: Formula, a: Term, exponent: number): Term {
  if (exponent === 0) return f.constant(1);
  if (exponent < 0) return f.apply('div', f.constant(1), power(f, a, -exponent));
  if (exponent === 0.5) return f.apply('sqrt', a);
  if (!Number.isInteger(exponent) || exponent > 8)
    return f.apply('exp', f.apply('mul', f.constant(exponent), f.apply('log', a)));
  return Array.from({ length: exponent - 1 }).reduce<Term>((product) => f.apply('mul', product, a), a);
}
