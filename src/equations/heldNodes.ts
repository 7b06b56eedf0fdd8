import type { Cell } from './defineCell';
import type { Expression } from './Expression';
import { ShapeError } from './Shape';

/**
 * The nodes that a masked step holds, with the states that they are: there a state's new value is its old one.
 * @throws ShapeError when a new state is no value of its own: holding it would hold another quantity, or an input, with it
 */
export function heldNodes(cell: Cell): ReadonlyMap<Expression, string> {
  const held = new Map<Expression, string>();
  for (const name of cell.state) {
    const node = cell.quantities.get(name);
    const twin = [...cell.quantities].find(([other, value]) => other !== name && value === node);
    if (node?.kind !== 'operation' || twin !== undefined)
      throw new ShapeError(
        `cell "${cell.id}" cannot be masked: its new state ${name} is the same value as ${twin?.[0] ?? 'something given'}`,
      );
    held.set(node, name);
  }
  return held;
}
