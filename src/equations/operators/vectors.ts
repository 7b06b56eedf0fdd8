import { addDimensions, type Dimension, formatShape, ShapeError } from '../Shape';
import { bracketCode, bracketWords, none, nothing, type Operator } from './Operator';
import { needsRank } from './needsRank';

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
  sentence: (inputs) => ({ words: inputs.map((input) => bracketWords(input, 1)).join(' joined to '), binding: 0 }),
  python: (inputs, _attributes, library) => ({
    code:
      library === 'torch'
        ? `torch.cat([${inputs.map(({ code }) => code).join(', ')}], dim=-1)`
        : `np.concatenate([${inputs.map(({ code }) => code).join(', ')}], axis=-1)`,
    binding: 2,
  }),
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
  value([a = none], { attributes: { start = 0, size = 0 } }) {
    if (start + size > a.length)
      throw new ShapeError(`slice [${start}, ${start + size}) reaches past the end of a vector of ${a.length}`);
    return a.slice(start, start + size);
  },
  gradient(upstream, [a = none], _output, { attributes: { start = 0 } }) {
    const toInput = new Float64Array(a.length);
    toInput.set(upstream, start);
    return [toInput];
  },
  tex: ([a], { start = 0, size = 0 }) => ({
    tex: `\\left(${a?.tex ?? ''}\\right)_{${start + 1}:${start + size}}`,
    binding: 2,
  }),
  sentence: ([a = nothing], { start = 0, size = 0 }) => ({
    words: `elements ${start + 1} to ${start + size} of ${bracketWords(a, 2)}`,
    binding: 1,
  }),
  python: ([a = nothing], { start = 0, size = 0 }) => ({
    code: `${bracketCode(a, 2)}[..., ${start}:${start + size}]`,
    binding: 2,
  }),
};

/** The sum of a vector's elements, as a vector of one. */
export const sum: Operator = {
  arity: 1,
  shape([input]) {
    needsRank('sum', input, 1);
    return [1];
  },
  value: ([a = none]) => Float64Array.of(a.reduce((total, value) => total + value, 0)),
  gradient: ([upstream = 0], [a = none]) => [new Float64Array(a.length).fill(upstream)],
  tex: ([a]) => ({
    tex: `\\textstyle\\sum ${a?.binding === 2 ? a.tex : `\\left(${a?.tex ?? ''}\\right)`}`,
    binding: 1,
  }),
  sentence: ([a = nothing]) => ({ words: `the sum over ${bracketWords(a, 2)}`, binding: 1 }),
  python: ([a = nothing], _attributes, library) => ({
    code:
      library === 'torch' ? `torch.sum(${a.code}, dim=-1, keepdim=True)` : `np.sum(${a.code}, axis=-1, keepdims=True)`,
    binding: 2,
  }),
};

/** Running sums of a vector's elements, each with all before it: [N]. */
export const cumulativeSum: Operator = {
  arity: 1,
  shape: ([input]) => needsRank('cumulativeSum', input, 1),
  value([a = none]) {
    let total = 0;
    return a.map((value) => (total += value));
  },
  gradient(upstream) {
    let total = 0;
    return [
      Float64Array.from(upstream)
        .reverse()
        .map((value) => (total += value))
        .reverse(),
    ];
  },
  tex: ([a = nothing]) => ({ tex: `\\operatorname{cumsum}\\left(${a.tex}\\right)`, binding: 2 }),
  sentence: ([a = nothing]) => ({ words: `the running sums of ${bracketWords(a, 2)}`, binding: 1 }),
  python: ([a = nothing], _attributes, library) => ({
    code: library === 'torch' ? `torch.cumsum(${a.code}, dim=-1)` : `np.cumsum(${a.code}, axis=-1)`,
    binding: 2,
  }),
};
