import { createRandom, type Random } from '../base/random';
import { parameters } from '../equations/evaluate';
import type { Cell } from '../equations/defineCell';
import type { Sizes } from '../equations/Shape';
import type { Start } from '../equations/Start';
import type { Weights } from '../traces/Weights';

/**
 * Draws a network's first weights. Where its cell says how a parameter starts, it does so (the identity of an IRNN, an open forget gate);
 * else recurrent square matrices are orthogonal (Saxe et al. 2014), other matrices uniform after Glorot & Bengio (2010), and vectors zero.
 * The same seed gives the same weights.
 */
export function initialise(cell: Cell, sizes: Sizes, seed: number): Weights {
  const random = createRandom(seed);
  return Object.fromEntries(
    Object.entries(parameters(cell, sizes)).map(([name, shape]) => {
      const start = cell.initialisation?.[name];
      const columns = shape.at(-1) ?? 1;
      const rows = shape.slice(0, -1).reduce((product, size) => product * size, 1);
      if (start !== undefined) return [name, { shape, values: startAs(start, rows, columns, random) }];
      if (shape.length === 1) return [name, { shape, values: new Float32Array(columns) }];
      const isRecurrent = rows === columns && cell.state.some((state) => name.startsWith(`W_${state}`));
      return [name, { shape, values: isRecurrent ? orthogonal(rows, random) : glorot(rows, columns, random) }];
    }),
  );
}

/** What a cell says of one parameter, [rows, columns], row-major. */
function startAs(start: Start, rows: number, columns: number, random: Random): Float32Array {
  const isOnDiagonal = (at: number): boolean => Math.floor(at / columns) === at % columns;
  return Float32Array.from({ length: rows * columns }, (_, at) => {
    switch (start.kind) {
      case 'identity':
        return isOnDiagonal(at) ? start.factor : 0;
      case 'normal':
        return start.deviation * random.normal();
      case 'constant':
        return start.value;
    }
  });
}

/** A random orthogonal matrix [N, N], row-major: normal rows made orthonormal by the modified Gram–Schmidt process. */
export function orthogonal(size: number, random: Random): Float32Array {
  const rows = Array.from({ length: size }, () => Float64Array.from({ length: size }, () => random.normal()));
  rows.forEach((row, index) => {
    // Twice is enough (Kahan): a second sweep removes what rounding left of the first.
    for (let sweep = 0; sweep < 2; sweep++)
      for (const earlier of rows.slice(0, index)) subtractProjection(row, earlier);
    const norm = Math.hypot(...row);
    for (let i = 0; i < size; i++) row[i] = (row[i] ?? 0) / norm;
  });
  return Float32Array.from(rows.flatMap((row) => [...row]));
}

/** Uniform in ±√(6 / (rows + columns)), [rows, columns], row-major. */
export function glorot(rows: number, columns: number, random: Random): Float32Array {
  const limit = Math.sqrt(6 / (rows + columns));
  return Float32Array.from({ length: rows * columns }, () => (2 * random.uniform() - 1) * limit);
}

function subtractProjection(row: Float64Array, onto: Float64Array): void {
  const dot = row.reduce((sum, value, i) => sum + value * (onto[i] ?? 0), 0);
  for (let i = 0; i < row.length; i++) row[i] = (row[i] ?? 0) - dot * (onto[i] ?? 0);
}
