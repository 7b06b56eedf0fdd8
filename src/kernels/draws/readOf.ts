import type { Part } from './Stage';

/** How a program reads a part of its tensor number `index`, at a row and a column of the part: what has one row or column is the same in all. */
export function readOf({ tensor, column }: Part, index: number, row: string, k: string): string {
  const [height, width] = tensor.shape;
  return `getT${index}(${height === 1 ? '0' : row}, ${width === 1 ? '0' : `${k} + ${column}`})`;
}
