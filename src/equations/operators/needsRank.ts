import { type Dimension, formatShape, type Shape, ShapeError } from '../Shape';
import type { NamedShape } from './Operator';

const kinds = ['a number', 'a vector', 'a matrix', 'a stack of matrices'];

/** The shape of an input that must have so many axes. @throws ShapeError naming it and its shape */
export function needsRank(operator: string, input: NamedShape | undefined, rank: number): Shape {
  if (input?.shape.length !== rank)
    throw new ShapeError(
      `${operator} needs ${kinds[rank] ?? `${rank} axes`}; ${input?.symbol ?? 'nothing'} is ${formatShape(input?.shape ?? [])}`,
    );
  return input.shape;
}

/** Refuses two dimensions that should be one. @throws ShapeError naming both inputs and their shapes */
export function needsEqual(
  operator: string,
  left: NamedShape | undefined,
  a: Dimension | undefined,
  right: NamedShape | undefined,
  b: Dimension | undefined,
): void {
  if (a === b) return;
  throw new ShapeError(
    `${operator} does not fit: ${left?.symbol ?? 'nothing'} is ${formatShape(left?.shape ?? [])}, ${right?.symbol ?? 'nothing'} is ${formatShape(right?.shape ?? [])}; ${a ?? 'none'} should equal ${b ?? 'none'}`,
  );
}
