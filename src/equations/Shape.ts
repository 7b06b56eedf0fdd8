/** One dimension: a number, or a size's letter (`X`, `H`, `Y`) that is bound when the cell meets its parameters. */
export type Dimension = number | string;

/** The shape of a value, leading dimension first: `['X', 'H']` is a matrix from X inputs to H units. */
export type Shape = readonly Dimension[];

/** The numbers that the letters of shapes stand for in one run, `{ X: 65, H: 20 }`. */
export type Sizes = Readonly<Record<string, number>>;

/** A shape that does not fit, found when a cell is defined or when it meets values of the wrong size. */
export class ShapeError extends Error {
  override name = 'ShapeError';
}

/** Writes a shape the way the book prints it: `[X, H]`. */
export function formatShape(shape: Shape): string {
  return `[${shape.join(', ')}]`;
}

/** Whether two shapes are the same, dimension by dimension. */
export function isSameShape(left: Shape, right: Shape): boolean {
  return left.length === right.length && left.every((dimension, axis) => dimension === right[axis]);
}

/** Adds two dimensions: numbers by value, letters by name (`X` and `H` give `X+H`). */
export function addDimensions(left: Dimension, right: Dimension): Dimension {
  return typeof left === 'number' && typeof right === 'number' ? left + right : `${left}+${right}`;
}

/**
 * Replaces letters by numbers. A sum such as `X+H` is the sum of its letters.
 * @throws ShapeError when a letter has no number in `sizes`
 */
export function resolveShape(shape: Shape, sizes: Sizes): number[] {
  return shape.map((dimension) =>
    String(dimension)
      .split('+')
      .reduce((total, part) => {
        const size = /^\d+$/.test(part) ? Number(part) : sizes[part];
        if (size === undefined)
          throw new ShapeError(
            `size ${part} of ${formatShape(shape)} is not known; have ${Object.keys(sizes).join(', ') || 'none'}`,
          );
        return total + size;
      }, 0),
  );
}

/** How many numbers a resolved shape holds. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, dimension) => product * dimension, 1);
}
