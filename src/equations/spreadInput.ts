import type { Cell } from './defineCell';
import { type Expression, type Given, operation, replaceNodes } from './Expression';
import { makeCell } from './makeCell';
import { ShapeError } from './Shape';

/**
 * A copy of a cell that reads several inputs where it read one, each with weights of its own: with `{ hF: 'H', hB: 'H' }` for x, x·W_xi
 * becomes hF·W_hFi + hB·W_hBi.
 * @param sources the new inputs' symbols and sizes
 * @throws ShapeError when the cell uses the input outside of an affine map
 */
export function spreadInput(cell: Cell, input: string, sources: Readonly<Record<string, string>>): Cell {
  const inputs = Object.entries(sources).map(([name, size]): Given => ({ kind: 'input', name, shape: [size] }));
  const initialisation = { ...cell.initialisation };
  const spread = new Map<Expression, Expression>();
  const copies = new Map<Expression, Expression>();
  for (const node of cell.nodes) {
    if (node.kind !== 'operation' || !node.inputs.some((operand) => isInput(operand, input))) continue;
    const { name: to = '', operands = 0 } = node.attributes;
    if (node.operator !== 'affine')
      throw new ShapeError(`cell "${cell.id}" uses ${input} outside of an affine map, where it cannot be spread`);
    const pairs = node.inputs.slice(0, operands).flatMap((operand, k): [Expression, Expression][] => {
      const weight = node.inputs[operands + k];
      if (weight === undefined || weight.kind === 'operation') return [];
      if (!isInput(operand, input)) return [[replaceNodes(operand, spread, copies), weight]];
      const { [weight.name]: start } = initialisation;
      delete initialisation[weight.name];
      return inputs.map((source) => {
        const name = `W_${source.name}${to}`;
        if (start !== undefined) initialisation[name] = start;
        return [source, { kind: 'weight', name, shape: [...source.shape, ...weight.shape.slice(1)] }];
      });
    });
    const parts = [...pairs.map(([operand]) => operand), ...pairs.map(([, weight]) => weight)];
    const attributes = { ...node.attributes, operands: pairs.length };
    spread.set(node, operation('affine', [...parts, ...node.inputs.slice(2 * operands)], attributes));
  }
  return makeCell({
    id: cell.id,
    inputs: cell.inputs.flatMap((name) => (name === input ? Object.keys(sources) : [name])),
    stateShapes: cell.stateShapes,
    quantities: new Map([...cell.quantities].map(([name, node]) => [name, replaceNodes(node, spread, copies)])),
    initialisation,
  });
}

function isInput(node: Expression, name: string): boolean {
  return node.kind === 'input' && node.name === name;
}
