import type { Cell } from './defineCell';
import { type Given, inOrder } from './Expression';
import { inferShapes } from './inferShapes';
import { formatShape, isSameShape, ShapeError } from './Shape';

/** What a cell is made of; everything else about it follows. */
type CellParts = Pick<Cell, 'id' | 'inputs' | 'stateShapes' | 'quantities' | 'initialisation'>;

/**
 * Makes a cell of expressions that exist, and checks them: every shape, that each state gets a new value of its own shape, and that no two
 * parameters bear one name. Authors use `defineCell`; what rewrites a cell uses this.
 * @throws ShapeError naming the cell, the symbols and both shapes
 */
export function makeCell({ id, inputs, stateShapes, quantities, initialisation = {} }: CellParts): Cell {
  const nodes = inOrder(quantities.values());
  const shapes = inferShapes(id, nodes, quantities);
  for (const [name, expected] of Object.entries(stateShapes)) {
    const next = quantities.get(name);
    if (next === undefined) throw new ShapeError(`cell "${id}": state ${name} gets no new value`);
    const shape = shapes.get(next) ?? [];
    if (!isSameShape(shape, expected))
      throw new ShapeError(
        `cell "${id}": new state ${name} is ${formatShape(shape)}, the state ${name} is ${formatShape(expected)}`,
      );
  }
  const parameters = new Map<string, Given>();
  for (const node of nodes) {
    if (node.kind !== 'weight' && node.kind !== 'bias') continue;
    const twin = parameters.get(node.name);
    if (twin !== undefined && twin !== node)
      throw new ShapeError(`cell "${id}": two parameters would be called ${node.name}`);
    parameters.set(node.name, node);
  }
  for (const name of Object.keys(initialisation))
    if (!parameters.has(name))
      throw new ShapeError(
        `cell "${id}" says how ${name} starts, but has no such parameter; has ${[...parameters.keys()].join(', ')}`,
      );
  return {
    id,
    inputs,
    state: Object.keys(stateShapes),
    stateShapes,
    parameters: [...parameters.values()],
    quantities,
    nodes,
    shapes,
    initialisation,
  };
}
