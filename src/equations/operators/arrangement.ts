import { formatShape, ShapeError, sizeOf } from '../Shape';
import { needsRank } from './needsRank';
import { bracket, bracketCode, bracketWords, none, nothing, type Operator } from './Operator';

/** The same numbers, row by row, in another shape; both shapes are numbers, not letters. */
export const reshape: Operator = {
  arity: 1,
  shape([input], { shape = [] }) {
    const given = input?.shape ?? [];
    if (given.some((dimension) => typeof dimension === 'string') || sizeOf(given.map(Number)) !== sizeOf(shape))
      throw new ShapeError(
        `reshape to ${formatShape(shape)} needs ${sizeOf(shape)} numbers; ${input?.symbol ?? 'nothing'} is ${formatShape(given)}`,
      );
    return shape;
  },
  value: ([a = none]) => Float64Array.from(a),
  gradient: (upstream) => [upstream],
  tex: ([a = nothing], { shape = [] }) => ({
    tex: `{${bracket(a, 2)}}_{${shape.join('\\times ')}}`,
    binding: 2,
  }),
  sentence: ([a = nothing], { shape = [] }) => ({
    words: `${bracketWords(a, 2)} arranged as ${shape.join(' by ')}`,
    binding: 1,
  }),
  // Leading axes stay: what an equation calls [N] may come as [B, N].
  python: ([a], { shape = [] }) => ({ code: `reshape(${a?.code}, ${a?.rank ?? 1}, ${shapeTuple(shape)})`, binding: 2 }),
};

/** Rows become columns: [N, M] to [M, N]. */
export const transpose: Operator = {
  arity: 1,
  shape: ([input]) => [...needsRank('transpose', input, 2)].reverse(),
  value: ([a = none], { inputShapes: [[rows = 0, columns = 0] = []] }) => transposed(a, rows, columns),
  gradient: (upstream, _inputs, _output, { inputShapes: [[rows = 0, columns = 0] = []] }) => [
    transposed(upstream, columns, rows),
  ],
  tex: ([a = nothing]) => ({ tex: `{${bracket(a, 2)}}^{\\top}`, binding: 2 }),
  sentence: ([a = nothing]) => ({ words: `${bracketWords(a, 2)} transposed`, binding: 1 }),
  python: ([a = nothing], _attributes, library) => ({
    code: library === 'torch' ? `${bracketCode(a, 2)}.mT` : `np.swapaxes(${a.code}, -1, -2)`,
    binding: 2,
  }),
};

function transposed(a: Float64Array, rows: number, columns: number): Float64Array {
  const result = new Float64Array(a.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) result[column * rows + row] = a[row * columns + column] ?? 0;
  return result;
}

function shapeTuple(shape: readonly number[]): string {
  return `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`;
}
