import { ShapeError } from '../Shape';
import { needsEqual, needsRank } from './needsRank';
import { bracket, bracketCode, bracketWords, none, nothing, type Operator } from './Operator';

/** The outer product of a [N] and b [M]: the matrix [N, M] of all products aᵢbⱼ. */
export const outer: Operator = {
  arity: 2,
  shape: ([a, b]) => [...needsRank('outer', a, 1), ...needsRank('outer', b, 1)],
  value: ([a = none, b = none]) => Float64Array.from([...a].flatMap((left) => [...b].map((right) => left * right))),
  gradient: (upstream, [a = none, b = none]) => [rowsTimes(upstream, b), timesRows(a, upstream, b.length)],
  tex: ([a = nothing, b = nothing]) => ({ tex: `${bracket(a, 2)}\\,{${bracket(b, 2)}}^{\\top}`, binding: 1 }),
  sentence: ([a = nothing, b = nothing]) => ({
    words: `the outer product of ${bracketWords(a, 1)} and ${bracketWords(b, 1)}`,
    binding: 1,
  }),
  python: ([a = nothing, b = nothing]) => ({
    code: `${bracketCode(a, 2)}[..., :, None] * ${bracketCode(b, 2)}[..., None, :]`,
    binding: 1,
  }),
};

/**
 * A matrix [N, M] times a vector [M]: [N]. A memory whose rows are read with weights [N] is `matVec(transpose(memory), weights)`.
 * Unlike `affine`, the matrix may be computed, and the vector is a column.
 */
export const matVec: Operator = {
  arity: 2,
  shape([matrix, vector]) {
    const [rows = 0, columns] = needsRank('matVec', matrix, 2);
    needsEqual('matVec', matrix, columns, vector, needsRank('matVec', vector, 1)[0]);
    return [rows];
  },
  value: ([matrix = none, vector = none]) => rowsTimes(matrix, vector),
  gradient: (upstream, [matrix = none, vector = none]) => [
    Float64Array.from([...upstream].flatMap((up) => [...vector].map((value) => up * value))),
    timesRows(upstream, matrix, vector.length),
  ],
  tex: ([matrix = nothing, vector = nothing]) => ({
    tex: `${bracket(matrix, 2)}\\,${bracket(vector, 2)}`,
    binding: 1,
  }),
  sentence: ([matrix = nothing, vector = nothing]) => ({
    words: `the matrix ${bracketWords(matrix, 1)} times the vector ${bracketWords(vector, 1)}`,
    binding: 1,
  }),
  python: ([matrix = nothing, vector = nothing]) => ({
    code: `(${bracketCode(matrix, 2)} @ ${bracketCode(vector, 2)}[..., None])[..., 0]`,
    binding: 2,
  }),
};

/** The row of a matrix [N, M] that an index [1] names, counted from 0: [M]. The index is rounded, and gets no gradient. */
export const gather: Operator = {
  arity: 2,
  shape([matrix, index]) {
    const [, columns = 0] = needsRank('gather', matrix, 2);
    needsEqual('gather', index, needsRank('gather', index, 1)[0], { symbol: 'an index', shape: [1] }, 1);
    return [columns];
  },
  value([matrix = none, [index = 0] = none], { inputShapes: [[rows = 0, columns = 0] = []] }) {
    const row = Math.round(index);
    if (row < 0 || row >= rows || Number.isNaN(row))
      throw new ShapeError(`gather: there is no row ${index} in a matrix of ${rows} rows, counted from 0`);
    return matrix.slice(row * columns, (row + 1) * columns);
  },
  gradient(upstream, [matrix = none, [index = 0] = none], _output, { inputShapes: [[, columns = 0] = []] }) {
    const toMatrix = new Float64Array(matrix.length);
    toMatrix.set(upstream, Math.round(index) * columns);
    return [toMatrix, new Float64Array(1)];
  },
  tex: ([matrix = nothing, index = nothing]) => ({ tex: `{${bracket(matrix, 2)}}_{[${index.tex}]}`, binding: 2 }),
  sentence: ([matrix = nothing, index = nothing]) => ({
    words: `the row of ${bracketWords(matrix, 2)} that ${bracketWords(index, 2)} names`,
    binding: 1,
  }),
  python: ([matrix = nothing, index = nothing]) => ({ code: `gather(${matrix.code}, ${index.code})`, binding: 2 }),
};

/** Keeps a cosine similarity finite where a row or the vector is zero: each length is √(Σa² + ε). */
export const cosineEpsilon = 1e-8;

/** The cosine similarity of each row of a matrix [N, M] with a vector [M]: [N], −1–1 (Graves et al. 2014, equation 6, kept finite by ε). */
export const cosine: Operator = {
  arity: 2,
  shape([matrix, vector]) {
    const [rows = 0, columns] = needsRank('cosine', matrix, 2);
    needsEqual('cosine', matrix, columns, vector, needsRank('cosine', vector, 1)[0]);
    return [rows];
  },
  value([matrix = none, vector = none]) {
    const length = lengthOf(vector);
    return rowsOf(matrix, vector.length).map((row) => dot(row, vector) / (lengthOf(row) * length));
  },
  gradient(upstream, [matrix = none, vector = none], output) {
    const length = lengthOf(vector);
    const toVector = new Float64Array(vector.length);
    const toMatrix = new Float64Array(matrix.length);
    for (let row = 0; row < upstream.length; row++) {
      const start = row * vector.length;
      const values = matrix.subarray(start, start + vector.length);
      const rowLength = lengthOf(values);
      const [up = 0, similarity = 0] = [upstream[row], output[row]];
      for (let i = 0; i < vector.length; i++) {
        const [a = 0, b = 0] = [values[i], vector[i]];
        toMatrix[start + i] = up * (b / (rowLength * length) - (similarity * a) / rowLength ** 2);
        toVector[i] = (toVector[i] ?? 0) + up * (a / (rowLength * length) - (similarity * b) / length ** 2);
      }
    }
    return [toMatrix, toVector];
  },
  tex: ([matrix = nothing, vector = nothing]) => ({
    tex: `\\cos\\left(${matrix.tex},\\ ${vector.tex}\\right)`,
    binding: 2,
  }),
  sentence: ([matrix = nothing, vector = nothing]) => ({
    words: `the cosine similarity of each row of ${bracketWords(matrix, 1)} with ${bracketWords(vector, 1)}`,
    binding: 1,
  }),
  python: ([matrix = nothing, vector = nothing]) => ({
    code: `cosine_similarity(${matrix.code}, ${vector.code})`,
    binding: 2,
  }),
};

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}

function lengthOf(a: Float64Array): number {
  return Math.sqrt(dot(a, a) + cosineEpsilon);
}

/** What `of` makes of each row, as a vector. */
function rowsOf(matrix: Float64Array, columns: number): { map(of: (row: Float64Array) => number): Float64Array } {
  const rows = Array.from({ length: matrix.length / columns }, (_, row) =>
    matrix.subarray(row * columns, (row + 1) * columns),
  );
  return { map: (of) => Float64Array.from(rows, of) };
}

/** matrix · column. */
function rowsTimes(matrix: Float64Array, column: Float64Array): Float64Array {
  return rowsOf(matrix, column.length).map((row) => dot(row, column));
}

/** row · matrix. */
function timesRows(row: Float64Array, matrix: Float64Array, columns: number): Float64Array {
  const product = new Float64Array(columns);
  row.forEach((factor, i) => {
    for (let j = 0; j < columns; j++) product[j] = (product[j] ?? 0) + factor * (matrix[i * columns + j] ?? 0);
  });
  return product;
}
