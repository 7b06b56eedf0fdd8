import { symbolsIn } from '../base/symbolParts';
import type { Cell } from './defineCell';
import type { Dimension, Shape } from './Shape';
import type { Expression, Given } from './Expression';
import { makeCell } from './makeCell';

/**
 * A copy of a cell with symbols and parameters of its own, so that a network may hold it twice: `h` may become `h1`, `W_xi` then becomes
 * `W_xi1`.
 * @param rename the new symbol of each quantity, state and input
 * @param sizes new letters for sizes, `{ X: 'H' }`
 */
export function renameCell(
  cell: Cell,
  id: string,
  rename: (symbol: string) => string,
  sizes: Readonly<Record<string, string>> = {},
): Cell {
  const resize = (shape: Shape): Shape =>
    shape.map(
      (dimension): Dimension =>
        typeof dimension === 'number'
          ? dimension
          : dimension
              .split('+')
              .map((letter) => sizes[letter] ?? letter)
              .join('+'),
    );
  const parameterName = (name: string): string => {
    const [kind = name, subscript] = name.split('_');
    return subscript === undefined ? rename(name) : `${kind}_${symbolsIn(subscript).map(rename).join('')}`;
  };
  const copies = new Map<Expression, Expression>();
  for (const node of cell.nodes) copies.set(node, copyOf(node));

  function copyOf(node: Expression): Expression {
    if (node.kind !== 'operation') {
      const isParameter = node.kind === 'weight' || node.kind === 'bias';
      const name = isParameter ? parameterName(node.name) : rename(node.name);
      return { kind: node.kind, name, shape: resize(node.shape) } satisfies Given;
    }
    const { name } = node.attributes;
    return {
      ...node,
      inputs: node.inputs.map((input) => copies.get(input) ?? input),
      attributes: { ...node.attributes, ...(name === undefined ? {} : { name: rename(name) }) },
    };
  }

  return makeCell({
    id,
    inputs: cell.inputs.map(rename),
    stateShapes: Object.fromEntries(
      Object.entries(cell.stateShapes).map(([name, shape]) => [rename(name), resize(shape)]),
    ),
    quantities: new Map([...cell.quantities].map(([name, node]) => [rename(name), copies.get(node) ?? node])),
    initialisation: Object.fromEntries(
      Object.entries(cell.initialisation ?? {}).map(([name, start]) => [parameterName(name), start]),
    ),
  });
}
