import * as tf from '@tensorflow/tfjs';
import type { Cell } from '../equations/defineCell';
import type { Expression, Operation } from '../equations/Expression';
import { scan } from '../equations/scan';
import { matrixProduct } from './matrixProduct';
import { plainOperators } from './plainOperators';
import { type Pack, planSequence, type SequencePlan } from './planSequence';

/** A network's weights as tensors, by the names its equations give them. */
export type ParameterTensors = Readonly<Record<string, tf.Tensor>>;

/** A sequence run in tfjs. */
export interface TensorRun {
  /** The state after the last step, by name, each [B, H]. */
  readonly last: Record<string, tf.Tensor2D>;
  /** A node's values at all steps, [T·B, size], time-major: row t·B + b. Nodes of the loop are gathered when they are asked for. */
  valuesOf(node: Expression): tf.Tensor2D;
}

/**
 * Runs a cell over a batch of sequences on the plain path: one tfjs op an operator. Work that does not wait for the state is done for all
 * steps at once, and affine maps of the same operands are one product. The caller owns the tensors (`tf.tidy`).
 * @param inputs by name, [T·B, size], time-major
 * @param steps T
 * @param initial by name, [B, H]
 */
export function runSequence(
  cell: Cell,
  parameters: ParameterTensors,
  inputs: Readonly<Record<string, tf.Tensor2D>>,
  steps: number,
  initial: Readonly<Record<string, tf.Tensor2D>>,
): TensorRun {
  const plan = planOf(cell);
  const folded = new Map<Expression, tf.Tensor2D>();
  for (const node of cell.nodes) if (node.kind === 'input') folded.set(node, required(inputs[node.name], node.name));
  const weights = packWeights(plan, parameters);
  for (const node of plan.before) computeNode(node, folded, weights, plan);

  const early = earlyProducts(plan, weights, folded);
  const earlySteps = new Map([...early].map(([pack, product]) => [pack, split(product, steps, 0)]));
  const splitBefore = new Map(plan.handedIn.map((node) => [node, split(required(folded.get(node), 'node'), steps, 0)]));

  const perStep: Map<Expression, tf.Tensor2D>[] = [];
  const named = scan<tf.Tensor2D>(
    cell,
    Array.from({ length: steps }, () => ({})),
    initial,
    (given, t) => {
      const values = new Map<Expression, tf.Tensor2D>();
      for (const node of cell.nodes) if (node.kind === 'state') values.set(node, required(given[node.name], node.name));
      for (const [node, parts] of splitBefore) values.set(node, required(parts[t], 'step'));
      const products = new Map([...earlySteps].map(([pack, parts]) => [pack, required(parts[t], 'step')]));
      for (const node of plan.within) if (!values.has(node)) computeNode(node, values, weights, plan, products);
      perStep.push(values);
      return Object.fromEntries(
        cell.state.map((name) => [name, required(values.get(required(cell.quantities.get(name), name)), name)]),
      );
    },
  );

  const valuesOf = (node: Expression): tf.Tensor2D => {
    const known = folded.get(node);
    if (known !== undefined) return known;
    if (plan.after.includes(node as Operation)) {
      if ((node as Operation).operator === 'affine')
        for (const operand of plan.packOf.get(node)?.operands ?? []) valuesOf(operand);
      else for (const input of (node as Operation).inputs) valuesOf(input);
      computeNode(node as Operation, folded, weights, plan);
      return required(folded.get(node), 'node');
    }
    const gathered = tf.concat(
      perStep.map((values) => required(values.get(node), 'node')),
      0,
    );
    folded.set(node, gathered);
    return gathered;
  };
  return { last: { ...(named.at(-1) ?? initial) }, valuesOf };
}

const plans = new WeakMap<Cell, SequencePlan>();

function planOf(cell: Cell): SequencePlan {
  const plan = plans.get(cell) ?? planSequence(cell);
  plans.set(cell, plan);
  return plan;
}

/** The weights of a pack side by side, one matrix an operand, and the biases end to end. */
interface PackedWeights {
  readonly matrices: readonly tf.Tensor2D[];
  readonly bias: tf.Tensor;
  /** Columns that belong to each affine map. */
  readonly widths: readonly number[];
}

function packWeights(plan: SequencePlan, parameters: ParameterTensors): Map<Pack, PackedWeights> {
  return new Map(
    [...new Set(plan.packOf.values())].map((pack) => {
      const matrices = pack.operands.map((_, k) =>
        join(
          pack.affines.map((affine) => weightOf(affine, pack.operands.length + k, parameters) as tf.Tensor2D),
          1,
        ),
      );
      const biases = pack.affines.map((affine) => weightOf(affine, 2 * pack.operands.length, parameters));
      return [pack, { matrices, bias: join(biases, 0), widths: biases.map(({ size }) => size) }];
    }),
  );
}

function join<T extends tf.Tensor>(parts: readonly T[], axis: number): T {
  return parts.length === 1 ? required(parts[0], 'part') : tf.concat([...parts], axis);
}

function weightOf(affine: Operation, index: number, parameters: ParameterTensors): tf.Tensor {
  const node = affine.inputs[index];
  const name = node !== undefined && node.kind !== 'operation' ? node.name : '';
  return required(parameters[name], name);
}

/** For each pack of the loop, the products that do not wait for the state, for all steps at once, with the bias: [T·B, packed size]. */
function earlyProducts(
  plan: SequencePlan,
  weights: ReadonlyMap<Pack, PackedWeights>,
  folded: ReadonlyMap<Expression, tf.Tensor2D>,
): Map<Pack, tf.Tensor2D> {
  const products = new Map<Pack, tf.Tensor2D>();
  for (const node of plan.within) {
    const pack = plan.packOf.get(node);
    if (pack === undefined || products.has(pack) || !pack.isEarly.includes(true)) continue;
    const { matrices, bias } = required(weights.get(pack), 'pack');
    let sum: tf.Tensor = bias;
    pack.operands.forEach((operand, k) => {
      if (pack.isEarly[k])
        sum = tf.add<tf.Tensor2D>(
          matrixProduct(required(folded.get(operand), 'operand'), required(matrices[k], 'matrix')),
          sum,
        );
    });
    products.set(pack, sum as tf.Tensor2D);
  }
  return products;
}

function computeNode(
  node: Operation,
  values: Map<Expression, tf.Tensor2D>,
  weights: ReadonlyMap<Pack, PackedWeights>,
  plan: SequencePlan,
  early: ReadonlyMap<Pack, tf.Tensor2D> = new Map(),
): void {
  if (node.operator !== 'affine') {
    values.set(
      node,
      plainOperators[node.operator](
        node.inputs.map((input) => required(values.get(input), 'input')),
        node.attributes,
      ),
    );
    return;
  }
  const pack = required(plan.packOf.get(node), 'pack');
  const { matrices, bias, widths } = required(weights.get(pack), 'pack');
  const earlyProduct = early.get(pack);
  let sum: tf.Tensor = earlyProduct ?? bias;
  pack.operands.forEach((operand, k) => {
    if (earlyProduct !== undefined && pack.isEarly[k]) return;
    sum = tf.add<tf.Tensor>(
      matrixProduct(required(values.get(operand), 'operand'), required(matrices[k], 'matrix')),
      sum,
    );
  });
  const parts = split(sum as tf.Tensor2D, widths, 1);
  pack.affines.forEach((affine, index) => values.set(affine, required(parts[index], 'part')));
}

/** tf.split, which has no gradient when it yields one part. */
function split(tensor: tf.Tensor2D, parts: number | readonly number[], axis: number): tf.Tensor2D[] {
  const isWhole = typeof parts === 'number' ? parts === 1 : parts.length === 1;
  return isWhole ? [tensor] : tf.split(tensor, typeof parts === 'number' ? parts : [...parts], axis);
}

function required<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`${name} has no value in this run`);
  return value;
}
