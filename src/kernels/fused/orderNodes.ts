import type { Cell } from '../../equations/defineCell';
import { type Expression, inOrder, type Operation } from '../../equations/Expression';
import { resolveShape, type Sizes } from '../../equations/Shape';
import { operatorFormulas } from '../formulas/operatorFormulas';
import { type Pack, planSequence } from '../planSequence';
import { NotFusableError } from './FusedPlan';

/** When a node is computed: for all steps at once before the loop, within it, or for all steps at once after it. */
export type Pass = 'before' | 'within' | 'after';

/** Element-wise operations of one size that can be computed together: one kernel. */
export interface Stage {
  readonly pass: Pass;
  readonly level: number;
  readonly columns: number;
  /** Inputs before their users; what depends on weights alone comes with the stage that uses it. */
  readonly nodes: readonly Operation[];
}

/** Affine maps of the same operands, taken as one product. */
export interface PackedProduct {
  readonly pass: Pass;
  readonly level: number;
  readonly affines: readonly Operation[];
  readonly operands: readonly Expression[];
}

/** A network's nodes in the order of fused kernels. */
export interface NodeOrder {
  readonly stages: readonly Stage[];
  readonly products: readonly PackedProduct[];
  readonly passOf: ReadonlyMap<Expression, Pass>;
  readonly levelOf: ReadonlyMap<Expression, number>;
  readonly fixed: ReadonlySet<Expression>;
  /** Everything that is computed. */
  readonly wanted: ReadonlySet<Expression>;
  readonly sizeOf: (node: Expression) => number;
}

/**
 * Sorts what the roots and the new states need into kernels: products wait for their operands, and whatever element-wise work can be done
 * between two products is one stage.
 * @throws NotFusableError naming what has no fused form
 */
export function orderNodes(cell: Cell, sizes: Sizes, roots: readonly Expression[]): NodeOrder {
  const plan = planSequence(cell);
  const wanted = new Set(inOrder([...roots, ...cell.state.flatMap((name) => cell.quantities.get(name) ?? [])]));
  const fixed = new Set<Expression>(plan.fixed.filter((node) => wanted.has(node)));
  const passOf = new Map<Expression, Pass>();
  for (const pass of ['before', 'within', 'after'] as const)
    for (const node of plan[pass]) if (wanted.has(node)) passOf.set(node, pass);

  const sizeOf = (node: Expression): number => {
    const shape = resolveShape(cell.shapes.get(node) ?? [], sizes);
    if (shape.length !== 1) throw new NotFusableError(`a value of ${shape.length} axes has no fused form`);
    return shape[0] ?? 0;
  };
  const levelOf = new Map<Expression, number>();
  const order = [...wanted].filter((node) => node.kind === 'operation');
  for (const node of order) {
    if (node.operator !== 'affine' && operatorFormulas[node.operator] === undefined)
      throw new NotFusableError(`${node.operator} has no fused form`);
    const size = sizeOf(node);
    if (node.operator !== 'affine' && node.inputs.some((input) => sizeOf(input) !== size))
      throw new NotFusableError(`${node.operator} of values of different sizes has no fused form`);
    const pass = passOf.get(node);
    if (pass === undefined) {
      if (node.operator === 'affine') throw new NotFusableError('a product of weights alone has no fused form');
      continue;
    }
    const before = node.operator === 'affine' ? node.inputs.slice(0, node.attributes.operands) : node.inputs;
    if (node.operator === 'affine' && before.some((operand) => fixed.has(operand) || isWeight(operand)))
      throw new NotFusableError('a product of weights alone has no fused form');
    const levels = before.map((input) => (passOf.get(input) === pass ? (levelOf.get(input) ?? 0) : 0));
    levelOf.set(node, Math.max(0, ...levels) + (node.operator === 'affine' ? 1 : 0));
  }
  for (const root of roots)
    if (fixed.has(root) || isWeight(root)) throw new NotFusableError('a quantity of weights alone has no fused form');

  return {
    stages: stagesOf(order, passOf, levelOf, fixed, sizeOf),
    products: productsOf(plan.packOf, wanted, passOf, levelOf),
    passOf,
    levelOf,
    fixed,
    wanted,
    sizeOf,
  };
}

function isWeight({ kind }: Expression): boolean {
  return kind === 'weight' || kind === 'bias';
}

function stagesOf(
  order: readonly Operation[],
  passOf: ReadonlyMap<Expression, Pass>,
  levelOf: ReadonlyMap<Expression, number>,
  fixed: ReadonlySet<Expression>,
  sizeOf: (node: Expression) => number,
): Stage[] {
  const groups = new Map<string, { pass: Pass; level: number; columns: number; own: Operation[] }>();
  for (const node of order) {
    const pass = passOf.get(node);
    if (node.operator === 'affine' || pass === undefined) continue;
    const [level, columns] = [levelOf.get(node) ?? 0, sizeOf(node)];
    const key = `${pass} ${level} ${columns}`;
    const group = groups.get(key) ?? { pass, level, columns, own: [] };
    groups.set(key, group);
    group.own.push(node);
  }
  return [...groups.values()].map(({ own, ...stage }) => {
    const needed = new Set(inOrder(own));
    return { ...stage, nodes: order.filter((node) => own.includes(node) || (fixed.has(node) && needed.has(node))) };
  });
}

function productsOf(
  packOf: ReadonlyMap<Expression, Pack>,
  wanted: ReadonlySet<Expression>,
  passOf: ReadonlyMap<Expression, Pass>,
  levelOf: ReadonlyMap<Expression, number>,
): PackedProduct[] {
  return [...new Set(packOf.values())].flatMap(({ affines, operands }) => {
    const own = affines.filter((affine) => wanted.has(affine));
    const [first] = own;
    const pass = first && passOf.get(first);
    if (first === undefined || pass === undefined) return [];
    return [{ pass, level: levelOf.get(first) ?? 1, affines: own, operands }];
  });
}
