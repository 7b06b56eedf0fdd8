import type { Cell } from './defineCell';
import type { Expression } from './Expression';
import { operators } from './operators';
import type { Tex } from './operators/Operator';
import { givenTex, symbolTex } from './symbols';

/**
 * Typesets one equation of a cell as TeX: `h_t = \tanh(W_{xh}x_t + W_{hh}h_{t-1} + b_h)`, with column vectors, as papers print it (the code
 * multiplies row vectors from the left). Every symbol is tagged `\htmlData{term=…}`; KaTeX must trust that command.
 * @throws Error when the cell has no such quantity
 */
export function toTex(cell: Cell, quantity: string): string {
  const right = rightHandSide(cell, quantity);
  return `${symbolTex(quantity)} = ${expressionTex(right, namesOf(cell), right).tex}`;
}

/** The right-hand side of a cell's equation. @throws Error when the cell has no such quantity */
export function rightHandSide(cell: Cell, quantity: string): Expression {
  const right = cell.quantities.get(quantity);
  if (right === undefined)
    throw new Error(`cell "${cell.id}" has no quantity "${quantity}"; has ${[...cell.quantities.keys()].join(', ')}`);
  return right;
}

/** The names that nodes bear: a named node inside another equation is printed as its symbol. */
export function namesOf(cell: Cell): ReadonlyMap<Expression, string> {
  return new Map([...cell.quantities].map(([name, node]) => [node, name]));
}

/** Typesets an expression; `root` is the one node that is written out although it has a name. */
export function expressionTex(node: Expression, names: ReadonlyMap<Expression, string>, root: Expression): Tex {
  if (node.kind !== 'operation') return { tex: givenTex(node), binding: 2 };
  const name = names.get(node);
  if (name !== undefined && node !== root) return { tex: symbolTex(name), binding: 2 };
  return operators[node.operator].tex(
    node.inputs.map((input) => expressionTex(input, names, root)),
    node.attributes,
  );
}
