import { addDimensions, type Dimension, formatShape, ShapeError } from '../Shape';
import type { Operator } from './Operator';

/** Vectors [N₁] … [Nₖ] end to end: [N₁ + … + Nₖ]. */
export const concat: Operator = {
  arity: 'any',
  shape(inputs) {
    for (const { symbol, shape } of inputs)
      if (shape.length !== 1) throw new ShapeError(`concat needs vectors; ${symbol} is ${formatShape(shape)}`);
    if (inputs.length === 0) throw new ShapeError('concat needs at least one vector');
    return [
      inputs
        .map(({ shape }) => shape[0] ?? 0)
        .reduce<Dimension>((total, next) => (total === 0 ? next : addDimensions(total, next)), 0),
    ];
  },
  value(inputs) {
    return Float64Array.from(inputs.flatMap((input) => [...input]));
  },
  gradient(upstream, inputs) {
    let start = 0;
    return inputs.map((input) => upstream.slice(start, (start += input.length)));
  },
  tex: (inputs) => ({ tex: `\\left[${inputs.map(({ tex }) => tex).join(';\\,')}\\right]`, binding: 2 }),
};

/** `size` elements of a vector from `start` (0-based). */
export const slice: Operator = {
  arity: 1,
  shape([input], { start = 0, size = 0 }) {
    const length = input?.shape[0];
    if (input?.shape.length !== 1 || size < 1 || start < 0)
      throw new ShapeError(
        `slice needs a vector and a part of it; ${input?.symbol ?? 'nothing'} is ${formatShape(input?.shape ?? [])}`,
      );
    if (typeof length === 'number' && start + size > length) {
      throw new ShapeError(
        `slice [${start}, ${start + size}) reaches past the end of ${input.symbol} ${formatShape(input.shape)}`,
      );
    }
    return [size];
  },
  value([a = new Float64Array()], { attributes: { start = 0, size = 0 } }) {
    if (start + size > a.length)
      throw new ShapeError(`slice [${start}, ${start + size}) reaches past the end of a vector of ${a.length}`);
    return a.slice(start, start + size);
  },
  gradient(upstream, [a = new Float64Array()], _output, { attributes: { start = 0 } }) {
    const toInput = new Float64Array(a.length);
    toInput.set(upstream, start);
    return [toInput];
  },
  tex: ([a], { start = 0, size = 0 }) => ({
    tex: `\\left(${a?.tex ?? ''}\\right)_{${start + 1}:${start + size}}`,
    binding: 2,
  }),
};

/** The sum of a vector's elements, as a vector of one. */
export const sum: Operator = {
  arity: 1,
  shape([input]) {
    if (input?.shape.length !== 1)
      throw new ShapeError(`sum needs a vector; ${input?.symbol ?? 'nothing'} is ${formatShape(input?.shape ?? [])}`);
    return [1];
  },
  value: ([a = new Float64Array()]) => Float64Array.of(a.reduce((total, value) => total + value, 0)),
  gradient: ([upstream = 0], [a = new Float64Array()]) => [new Float64Array(a.length).fill(upstream)],
  tex: ([a]) => ({
    tex: `\\textstyle\\sum ${a?.binding === 2 ? a.tex : `\\left(${a?.tex ?? ''}\\right)`}`,
    binding: 1,
  }),
};
