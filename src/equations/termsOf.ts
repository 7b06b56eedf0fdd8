import type { Cell } from './defineCell';
import { type Expression, type Operation, operation } from './Expression';
import { expressionTex, namesOf, rightHandSide } from './toTex';

/** Something that an equation adds or multiplies, and that can be struck out of it. */
export interface Term {
  readonly kind: 'addend' | 'factor';
  /** Where it stands: the place among the inputs of the equation's outermost operator, then within that one, and so on. */
  readonly path: readonly number[];
  readonly tex: string;
}

/**
 * Lists the addends and factors of one equation, outer ones first: of c = f ⊙ c + i ⊙ g the addends f ⊙ c and i ⊙ g, and their four factors.
 * An affine map's addends are its products and its bias. What has an equation of its own is not looked into.
 * @throws Error when the cell has no such quantity
 */
export function termsOf(cell: Cell, quantity: string): Term[] {
  const root = rightHandSide(cell, quantity);
  const names = namesOf(cell);
  const terms: Term[] = [];
  const visit = (node: Expression, path: readonly number[]): void => {
    if (node.kind !== 'operation' || (node !== root && names.has(node))) return;
    const kind = kindOf(node);
    const places = node.operator === 'affine' ? affinePlaces(node) : node.inputs.map((_, place) => place);
    if (kind !== undefined)
      for (const place of places)
        terms.push({
          kind,
          path: [...path, place],
          tex: expressionTex(termAt(node, place), names, root).tex,
        });
    for (const place of places) visit(node.inputs[place] ?? node, [...path, place]);
  };
  visit(root, []);
  return terms;
}

function kindOf({ operator }: Operation): Term['kind'] | undefined {
  if (operator === 'add' || operator === 'sub' || operator === 'affine') return 'addend';
  return operator === 'mul' ? 'factor' : undefined;
}

/** The places of an affine map's operands and of its bias. */
function affinePlaces({ inputs, attributes: { operands = 0 } }: Operation): number[] {
  return inputs.flatMap((_, place) => (place < operands || place >= 2 * operands ? [place] : []));
}

/** The term at a place; of an affine map, the operand with its weight. */
function termAt(node: Operation, place: number): Expression {
  const { operands = 0 } = node.attributes;
  const [input = node, weight] = [node.inputs[place], node.inputs[operands + place]];
  if (node.operator !== 'affine' || place >= operands || weight === undefined) return input;
  return operation('affine', [input, weight], { ...node.attributes, operands: 1 });
}
