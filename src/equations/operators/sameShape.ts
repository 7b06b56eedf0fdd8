import { formatShape, isSameShape, type Shape, ShapeError } from '../Shape';
import type { NamedShape } from './Operator';

/** The one shape that all inputs have. @throws ShapeError naming the two that differ */
export function sameShape(operator: string, [first, ...rest]: readonly NamedShape[]): Shape {
  if (first === undefined) throw new ShapeError(`${operator} needs an input`);
  for (const other of rest) {
    if (!isSameShape(first.shape, other.shape)) {
      throw new ShapeError(
        `${operator} needs equal shapes; ${first.symbol} is ${formatShape(first.shape)}, ${other.symbol} is ${formatShape(other.shape)}`,
      );
    }
  }
  return first.shape;
}
