import type { Expression } from './Expression';
import { operators } from './operators';
import { type Shape, ShapeError } from './Shape';

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
