import * as tf from '@tensorflow/tfjs';
import type { Expression, Operation } from '../equations/Expression';
import type { OperatorId } from '../equations/operators';
import { matrixProduct } from './matrixProduct';
import type { PackedWeights } from './packWeights';
import { plainOperators } from './plainOperators';
import type { Pack, SequencePlan } from './planSequence';
import { required } from './required';

/** Operators whose tfjs form does not repeat by itself what comes once for all rows. */
const needsEvenRows: ReadonlySet<OperatorId> = new Set(['concat']);

/**
 * Computes a node from the values of its inputs and adds it to `values`; with an affine map, all of its pack.
 * @param early for some packs, the products of the operands that were known before the loop, with the bias
 */
export function computeNode(
  node: Operation,
  values: Map<Expression, tf.Tensor2D>,
  weights: ReadonlyMap<Pack, PackedWeights>,
  plan: SequencePlan,
  early: ReadonlyMap<Pack, tf.Tensor2D> = new Map(),
): void {
  if (values.has(node)) return;
  if (node.operator !== 'affine') {
    const inputs = node.inputs.map((input) => required(values.get(input), 'input'));
    const even = needsEvenRows.has(node.operator) ? repeatRows(inputs) : inputs;
    values.set(node, plainOperators[node.operator](even, node.attributes));
    return;
  }
  const pack = required(plan.packOf.get(node), 'pack');
  const packed = required(weights.get(pack), 'pack');
  const earlyProduct = early.get(pack);
  const sum = sumProducts(
    pack,
    packed,
    values,
    (k) => earlyProduct === undefined || pack.isEarly[k] !== true,
    earlyProduct ?? packed.bias,
  );
  const parts = splitParts(sum, packed.widths, 1);
  pack.affines.forEach((affine, index) => values.set(affine, required(parts[index], 'part')));
}

/** For each pack of the loop, the products that do not wait for the state, for all steps at once, with the bias: [T·B, packed size]. */
export function earlyProducts(
  plan: SequencePlan,
  weights: ReadonlyMap<Pack, PackedWeights>,
  values: ReadonlyMap<Expression, tf.Tensor2D>,
  rows: number,
): Map<Pack, tf.Tensor2D> {
  const products = new Map<Pack, tf.Tensor2D>();
  for (const node of plan.within) {
    const pack = plan.packOf.get(node);
    if (pack === undefined || products.has(pack) || !pack.isEarly.includes(true)) continue;
    const packed = required(weights.get(pack), 'pack');
    const sum = sumProducts(pack, packed, values, (k) => pack.isEarly[k] === true, packed.bias);
    products.set(pack, repeatRow(sum, rows));
  }
  return products;
}

/** One row, [1, …], as many times as are asked for: what depends on parameters alone is computed once. */
export function repeatRow(tensor: tf.Tensor2D, rows: number): tf.Tensor2D {
  if (tensor.shape[0] === rows) return tensor;
  return tf.add<tf.Tensor2D>(tf.zeros([rows, ...tensor.shape.slice(1).fill(1)]), tensor);
}

/** tf.split, which has no gradient when it yields one part. */
export function splitParts(tensor: tf.Tensor2D, parts: number | readonly number[], axis: number): tf.Tensor2D[] {
  const isWhole = typeof parts === 'number' ? parts === 1 : parts.length === 1;
  return isWhole ? [tensor] : tf.split(tensor, typeof parts === 'number' ? parts : [...parts], axis);
}

function repeatRows(tensors: readonly tf.Tensor2D[]): tf.Tensor2D[] {
  const rows = Math.max(...tensors.map(({ shape }) => shape[0]));
  return tensors.map((tensor) => repeatRow(tensor, rows));
}

function sumProducts(
  { operands }: Pack,
  { matrices }: PackedWeights,
  values: ReadonlyMap<Expression, tf.Tensor2D>,
  isWanted: (k: number) => boolean,
  start: tf.Tensor | undefined,
): tf.Tensor2D {
  let sum = start;
  operands.forEach((operand, k) => {
    if (!isWanted(k)) return;
    const product = matrixProduct(required(values.get(operand), 'operand'), required(matrices[k], 'matrix'));
    sum = sum === undefined ? product : tf.add<tf.Tensor>(product, sum);
  });
  return required(sum, 'sum') as tf.Tensor2D;
}
