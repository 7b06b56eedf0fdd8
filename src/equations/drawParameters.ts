import type { Random } from '../base/random';
import type { Cell } from './defineCell';
import { parameters } from './evaluate';
import type { Sizes } from './Shape';

/** Draws every parameter of a cell, biases too, uniform in ±spread, for checks. The numbers are exact in float32, so that tfjs gets the same ones. */
export function drawParameters(
  cell: Pick<Cell, 'parameters'>,
  sizes: Sizes,
  random: Random,
  spread = 1,
): Record<string, number[] | number[][]> {
  return Object.fromEntries(
    Object.entries(parameters(cell, sizes)).map(([name, [rows = 0, columns]]) => [
      name,
      columns === undefined
        ? drawVector(rows, random, spread)
        : Array.from({ length: rows }, () => drawVector(columns, random, spread)),
    ]),
  );
}

/** Draws a vector [size], uniform in ±spread, exact in float32. */
export function drawVector(size: number, random: Random, spread = 1): number[] {
  return Array.from({ length: size }, () => Math.fround((2 * random.uniform() - 1) * spread));
}
