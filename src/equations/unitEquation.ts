import type { Cell } from './defineCell';
import type { Attributes, Expression } from './Expression';
import { type OperatorId, operators } from './operators';
import type { Tex } from './operators/Operator';
import type { When } from './symbols';
import { namesOf, rightHandSide } from './toTex';

/** A vector that a slot reads: a quantity of the Trace, or an operator on such. */
export type Operand =
  | { readonly name: string; readonly when: When }
  | { readonly operator: OperatorId; readonly inputs: readonly Operand[]; readonly attributes: Attributes };

/** What number stands in a slot of one unit's equation. */
export type SlotSource =
  | { readonly kind: 'value'; readonly operand: Operand }
  /** The unit's column of `weight` times the operand: one dot product. */
  | { readonly kind: 'product'; readonly operand: Operand; readonly weight: string }
  /** The unit's element of a bias, or of a weight that is no matrix. */
  | { readonly kind: 'bias'; readonly name: string }
  /** The sum of the slots that stand in one affine map. */
  | { readonly kind: 'sum'; readonly of: readonly number[] };

/** One live number of a unit's equation, `\htmlData{slot=…}` in the TeX. Where `isSigned`, `\htmlData{sign=…}` before it holds + or −. */
export interface Slot {
  readonly source: SlotSource;
  /** The term that it is a number of, for colour and linking. */
  readonly term: string;
  readonly isSigned: boolean;
}

/** One unit's equation with numbered slots: set once, its numbers are rewritten as the reader moves. Serialisable. */
export interface UnitEquation {
  readonly tex: string;
  readonly slots: readonly Slot[];
}

/**
 * One unit's own equation as TeX with numbered slots for its numbers: slot 0 is the unit's value, then the right-hand side in order.
 * @throws Error when the cell has no such quantity
 */
export function unitEquation(cell: Cell, quantity: string): UnitEquation {
  const names = namesOf(cell);
  const root = rightHandSide(cell, quantity);
  const slots: Slot[] = [];
  const place = (source: SlotSource, term: string, isSigned = false): string => {
    const id = slots.push({ source, term, isSigned }) - 1;
    const number = `\\htmlData{slot=${id}, term=${term}}{0.00}`;
    return isSigned ? `\\mathbin{\\htmlData{sign=${id}}{+}}${number}` : number;
  };
  const left = place({ kind: 'value', operand: { name: quantity, when: 'now' } }, quantity);

  const affineTex = (node: Expression & { kind: 'operation' }): Tex => {
    const count = node.attributes.operands ?? 0;
    const terms = node.inputs.slice(0, count).map((operand, k) => {
      const weight = node.inputs[count + k];
      const name = weight !== undefined && weight.kind !== 'operation' ? weight.name : '';
      return place(
        { kind: 'product', operand: operandOf(operand, names), weight: name },
        letterOf(operand, names),
        k > 0,
      );
    });
    const bias = node.inputs
      .slice(2 * count)
      .map((given) => (given.kind === 'operation' ? '' : place({ kind: 'bias', name: given.name }, given.name, true)));
    return { tex: [...terms, ...bias].join(''), binding: terms.length + bias.length > 1 ? 0 : 2 };
  };
  const unitTex = (node: Expression): Tex => {
    const name = names.get(node);
    if (node.kind === 'weight' || node.kind === 'bias')
      return { tex: place({ kind: 'bias', name: node.name }, node.name), binding: 2 };
    if (node.kind !== 'operation' || (name !== undefined && node !== root)) {
      return { tex: place({ kind: 'value', operand: operandOf(node, names) }, letterOf(node, names)), binding: 2 };
    }
    if (node.operator === 'affine') return affineTex(node);
    const { tex, binding } = operators[node.operator].tex(node.inputs.map(unitTex), node.attributes);
    return { tex: tex.replaceAll('\\odot', '\\cdot'), binding };
  };
  const right = unitTex(root).tex;
  return keepPrinted(`${left} = ${right}${sumTex(root, slots, place)}`, slots);
}

/** Numbers the slots as they are printed, without those that are not: what is held has no use for what it would have been. */
function keepPrinted(tex: string, slots: readonly Slot[]): UnitEquation {
  const printed = [...tex.matchAll(/slot=(\d+)/g)].map(([, id]) => Number(id));
  const renumbered = new Map(printed.map((id, place) => [id, place]));
  return {
    tex: tex.replace(/(slot|sign)=(\d+)/g, (_, kind: string, id: string) => `${kind}=${renumbered.get(Number(id))}`),
    slots: printed.flatMap((id) => {
      const slot = slots[id];
      if (slot?.source.kind !== 'sum') return slot ?? [];
      const of = slot.source.of.flatMap((addend) => renumbered.get(addend) ?? []);
      return { ...slot, source: { kind: 'sum', of } };
    }),
  };
}

/** What a slot reads its number from. */
export interface SlotContext {
  /** The vector of a quantity at this step or before it. */
  vector(name: string, when: When): ArrayLike<number>;
  /** A weight [rows, columns] or bias [columns], row-major. */
  weight(name: string): { readonly shape: readonly number[]; readonly values: ArrayLike<number> };
}

/** The numbers of one unit's slots, in order. */
export function slotValues(slots: readonly Slot[], unit: number, context: SlotContext): number[] {
  const values: number[] = [];
  for (const { source } of slots) values.push(slotValue(source, unit, context, values));
  return values;
}

/** The addends of one dot product: operand [N], the unit's column of the weight [N], both in order. */
export function productTerms(
  source: SlotSource & { kind: 'product' },
  unit: number,
  context: SlotContext,
): { operand: number; weight: number }[] {
  const { shape, values } = context.weight(source.weight);
  const columns = shape[1] ?? 1;
  return Array.from(operandVector(source.operand, context), (operand, row) => ({
    operand,
    weight: values[row * columns + unit] ?? 0,
  }));
}

/** The number of one slot; `earlier` are those of the slots before it. */
export function slotValue(source: SlotSource, unit: number, context: SlotContext, earlier: readonly number[]): number {
  if (source.kind === 'value') return operandVector(source.operand, context)[unit] ?? 0;
  if (source.kind === 'bias') return context.weight(source.name).values[unit] ?? 0;
  if (source.kind === 'sum') return source.of.reduce((sum, slot) => sum + (earlier[slot] ?? 0), 0);
  return productTerms(source, unit, context).reduce((sum, { operand, weight }) => sum + operand * weight, 0);
}

function operandVector(operand: Operand, context: SlotContext): ArrayLike<number> {
  if ('name' in operand) return context.vector(operand.name, operand.when);
  const inputs = operand.inputs.map((input) => Float64Array.from(operandVector(input, context)));
  return operators[operand.operator].value(inputs, {
    attributes: operand.attributes,
    inputShapes: inputs.map(({ length }) => [length]),
  });
}

/** What a slot reads to have the value of a node. */
export function operandOf(node: Expression, names: ReadonlyMap<Expression, string>): Operand {
  const name = names.get(node);
  if (name !== undefined) return { name, when: 'now' };
  if (node.kind !== 'operation') return { name: node.name, when: node.kind === 'state' ? 'before' : 'now' };
  return {
    operator: node.operator,
    inputs: node.inputs.map((input) => operandOf(input, names)),
    attributes: node.attributes,
  };
}

function letterOf(node: Expression, names: ReadonlyMap<Expression, string>): string {
  return names.get(node) ?? (node.kind === 'operation' ? letterOf(node.inputs.at(-1) ?? node, names) : node.name);
}

/** `= \tanh(sum)` where the equation squashes one affine map, so that the total can be read. */
function sumTex(root: Expression, slots: readonly Slot[], place: (source: SlotSource, term: string) => string): string {
  const inner = root.kind === 'operation' && root.inputs.length === 1 ? root.inputs[0] : undefined;
  if (root.kind !== 'operation' || inner?.kind !== 'operation' || inner.operator !== 'affine') return '';
  const addends = slots.map((_, id) => id).slice(1);
  const total = place({ kind: 'sum', of: addends }, slots[0]?.term ?? '');
  return ` = ${operators[root.operator].tex([{ tex: total, binding: 2 }], root.attributes).tex}`;
}
