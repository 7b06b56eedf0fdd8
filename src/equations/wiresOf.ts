import type { Cell } from './defineCell';
import type { Operation } from './Expression';

/** A product of an equation that can be cut: the affine map, the place of the operand within it, and the name of the weight. */
export interface Wire {
  readonly node: Operation;
  readonly place: number;
  readonly weight: string;
}

/** The wires of a cell, each known by the weight on it, in the order of the equations. */
export function wiresOf(cell: Cell): Wire[] {
  return cell.nodes.flatMap((node) => {
    if (node.kind !== 'operation' || node.operator !== 'affine') return [];
    const { operands = 0 } = node.attributes;
    return node.inputs
      .slice(operands, 2 * operands)
      .flatMap((given, place) => (given.kind === 'weight' ? [{ node, place, weight: given.name }] : []));
  });
}
