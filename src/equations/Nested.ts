import { formatShape, resolveShape, type Shape, ShapeError, type Sizes } from './Shape';

/** A vector or a matrix as plain nested arrays. */
export type Nested = readonly number[] | readonly (readonly number[])[];

/** Parameters by name, as plain nested arrays: matrices [rows][columns], biases [H]. */
export type Parameters = Readonly<Record<string, Nested>>;

/** The shape of plain nested arrays. */
export function shapeOfNested(nested: Nested): number[] {
  const [first] = nested;
  return typeof first === 'number' || first === undefined ? [nested.length] : [nested.length, first.length];
}

/**
 * Flattens nested arrays, row by row.
 * @throws ShapeError naming the symbol when it has not the shape expected, or its rows differ in length
 */
export function flatten(symbol: string, nested: Nested, shape: Shape, sizes: Sizes): Float64Array {
  const expected = resolveShape(shape, sizes);
  const found = shapeOfNested(nested);
  if (formatShape(found) !== formatShape(expected)) {
    throw new ShapeError(
      `${symbol} should be ${formatShape(shape)} = ${formatShape(expected)}, is ${formatShape(found)}`,
    );
  }
  const rows = nested as (number | readonly number[])[];
  if (rows.some((row) => (typeof row === 'number' ? undefined : row.length) !== expected[1]))
    throw new ShapeError(`${symbol} has rows of different lengths; expected ${formatShape(expected)}`);
  return Float64Array.from(rows.flat());
}

/** Folds flat values back into nested arrays of the given shape. */
export function nest(flat: ArrayLike<number>, shape: readonly number[]): number[] | number[][] {
  const [rows = 0, columns] = shape;
  const values = Array.from(flat);
  return columns === undefined
    ? values
    : Array.from({ length: rows }, (_, row) => values.slice(row * columns, (row + 1) * columns));
}
