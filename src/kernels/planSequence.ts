import type { Cell } from '../equations/defineCell';
import { type Expression, type Given, inOrder, type Operation } from '../equations/Expression';

/** Affine maps of the same operands, computed as one product; all with a bias, or all without. */
export interface Pack {
  readonly affines: readonly Operation[];
  readonly operands: readonly Expression[];
  /** Which operands do not depend on the state: their products are taken for all steps at once. */
  readonly isEarly: readonly boolean[];
}

/** A cell's nodes by when they can be computed: for all steps at once before the loop, within it, or for all steps at once after it. */
export interface SequencePlan {
  /** What depends on parameters alone: one row, the same at every step. */
  readonly fixed: readonly Operation[];
  readonly before: readonly Operation[];
  readonly within: readonly Operation[];
  readonly after: readonly Operation[];
  /** Inputs and nodes computed before the loop that the loop uses as they are, or that become a state: it is handed a step of them at a time. */
  readonly handedIn: readonly Expression[];
  /** Parameters that stand outside of affine maps, a peephole's weights among them. */
  readonly loose: readonly Given[];
  readonly packOf: ReadonlyMap<Expression, Pack>;
}

/** Sorts a cell's operations into the three stages of a sequence run, and packs its affine maps. */
export function planSequence(cell: Cell): SequencePlan {
  const operations = cell.nodes.filter((node) => node.kind === 'operation');
  const dependsOnState = dependents(cell, 'state');
  const dependsOnInput = dependents(cell, 'input');
  const newStates = cell.state.flatMap((name) => cell.quantities.get(name) ?? []);
  const feedsState = new Set(inOrder(newStates));
  const within = operations.filter((node) => dependsOnState.has(node) && feedsState.has(node));
  const usedOutsideAffines = (nodes: readonly Operation[]): Expression[] =>
    nodes.flatMap(({ operator, inputs }) => (operator === 'affine' ? [] : inputs));
  // An affine map's operands that are known before the loop enter as products.
  const used = new Set([...newStates, ...usedOutsideAffines(within)]);
  const standsAlone = new Set(usedOutsideAffines(operations));
  return {
    fixed: operations.filter((node) => !dependsOnState.has(node) && !dependsOnInput.has(node)),
    before: operations.filter((node) => !dependsOnState.has(node) && dependsOnInput.has(node)),
    within,
    after: operations.filter((node) => dependsOnState.has(node) && !feedsState.has(node)),
    handedIn: cell.nodes.filter((node) => used.has(node) && !dependsOnState.has(node) && dependsOnInput.has(node)),
    loose: cell.parameters.filter((node) => standsAlone.has(node)),
    packOf: packAffines(operations, dependsOnState, feedsState),
  };
}

function dependents(cell: Cell, kind: 'state' | 'input'): Set<Expression> {
  const found = new Set<Expression>();
  for (const node of cell.nodes)
    if (node.kind === kind || (node.kind === 'operation' && node.inputs.some((input) => found.has(input))))
      found.add(node);
  return found;
}

function packAffines(
  operations: readonly Operation[],
  dependsOnState: ReadonlySet<Expression>,
  feedsState: ReadonlySet<Expression>,
): Map<Expression, Pack> {
  const groups: Operation[][] = [];
  for (const node of operations) {
    if (node.operator !== 'affine') continue;
    const twins = groups.find(
      ([first]) =>
        first !== undefined &&
        feedsState.has(first) === feedsState.has(node) &&
        hasBias(first) === hasBias(node) &&
        hasSameOperands(first, node),
    );
    if (twins === undefined) groups.push([node]);
    else twins.push(node);
  }
  const packs = new Map<Expression, Pack>();
  for (const affines of groups) {
    const operands = operandsOf(affines[0]);
    const pack = { affines, operands, isEarly: operands.map((operand) => !dependsOnState.has(operand)) };
    for (const affine of affines) packs.set(affine, pack);
  }
  return packs;
}

function operandsOf(affine: Operation | undefined): readonly Expression[] {
  return affine?.inputs.slice(0, affine.attributes.operands) ?? [];
}

function hasBias({ inputs, attributes }: Operation): boolean {
  return inputs.length > 2 * (attributes.operands ?? 0);
}

function hasSameOperands(left: Operation, right: Operation): boolean {
  const [a, b] = [operandsOf(left), operandsOf(right)];
  return a.length === b.length && a.every((operand, index) => operand === b[index]);
}
