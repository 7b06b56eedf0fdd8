import type { Cell } from './defineCell';
import { type Expression, type Given, inOrder } from './Expression';
import { operators } from './operators';
import { formatShape, isSameShape, type Shape, ShapeError } from './Shape';

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

/** Infers the shape of every node. @throws ShapeError naming the cell and the equation that does not fit */
export function inferShapes(
  id: string,
  nodes: readonly Expression[],
  quantities: ReadonlyMap<string, Expression>,
): Map<Expression, Shape> {
  const names = new Map<Expression, string>([...quantities].map(([name, node]) => [node, name]));
  const shapes = new Map<Expression, Shape>();
  for (const node of nodes) {
    if (node.kind !== 'operation') {
      shapes.set(node, node.shape);
      continue;
    }
    const inputs = node.inputs.map((input) => ({
      symbol: names.get(input) ?? describe(input),
      shape: shapes.get(input) ?? [],
    }));
    try {
      const operator = operators[node.operator];
      const { arity } = operator;
      if (arity !== 'any' && arity !== inputs.length)
        throw new ShapeError(`${node.operator} takes ${arity} input${arity === 1 ? '' : 's'}, got ${inputs.length}`);
      shapes.set(node, operator.shape(inputs, node.attributes));
    } catch (error) {
      const where = names.get(node);
      if (error instanceof ShapeError)
        throw new ShapeError(`cell "${id}"${where === undefined ? '' : `, equation of ${where}`}: ${error.message}`);
      throw error;
    }
  }
  return shapes;
}

/** A short name for a node that no equation names: its own name, or the operator around its inputs. */
export function describe(node: Expression): string {
  if (node.kind !== 'operation') return node.name;
  if (node.operator === 'affine') return `affine ${node.attributes.name}`;
  return `${node.operator}(${node.inputs.map(describe).join(', ')})`;
}
