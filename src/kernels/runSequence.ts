import * as tf from '@tensorflow/tfjs';
import type { Cell } from '../equations/defineCell';
import type { Expression, Operation } from '../equations/Expression';
import { heldNodes } from '../equations/heldNodes';
import { scan } from '../equations/scan';
import { computeNode, earlyProducts, repeatRow, splitParts } from './computeNode';
import { packWeights, type ParameterTensors } from './packWeights';
import { planSequence, type SequencePlan } from './planSequence';
import { required } from './required';

export type { ParameterTensors } from './packWeights';

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
 * @param mask [T·B, 1], 1 or 0: where it is 0 the new state is the old one, for all that reads it, as in `evaluateSequence`
 * @throws ShapeError when the cell cannot be masked
 */
export function runSequence(
  cell: Cell,
  parameters: ParameterTensors,
  inputs: Readonly<Record<string, tf.Tensor2D>>,
  steps: number,
  initial: Readonly<Record<string, tf.Tensor2D>>,
  mask?: tf.Tensor2D,
): TensorRun {
  const plan = planOf(cell);
  const folded = new Map<Expression, tf.Tensor2D>();
  for (const node of cell.nodes) if (node.kind === 'input') folded.set(node, required(inputs[node.name], node.name));
  const rows = [...folded.values()][0]?.shape[0] ?? steps * (Object.values(initial)[0]?.shape[0] ?? 1);

  const weights = packWeights(plan, parameters);
  const fixed = new Map<Expression, tf.Tensor2D>();
  for (const node of plan.loose) fixed.set(node, tf.expandDims(required(parameters[node.name], node.name)));
  for (const node of plan.fixed) computeNode(node, fixed, weights, plan);
  for (const [node, row] of fixed) folded.set(node, row);
  for (const node of plan.before) computeNode(node, folded, weights, plan);

  const early = earlyProducts(plan, weights, folded, rows);
  const earlySteps = new Map([...early].map(([pack, product]) => [pack, splitParts(product, steps, 0)]));
  const handedIn = new Map(
    plan.handedIn.map((node) => [node, splitParts(required(folded.get(node), 'node'), steps, 0)]),
  );
  const hold = mask === undefined ? undefined : holdStates(cell, mask, steps);

  const perStep: Map<Expression, tf.Tensor2D>[] = [];
  const named = scan<tf.Tensor2D>(
    cell,
    Array.from({ length: steps }, () => ({})),
    initial,
    (given, t) => {
      const values = new Map<Expression, tf.Tensor2D>(fixed);
      for (const node of cell.nodes) if (node.kind === 'state') values.set(node, required(given[node.name], node.name));
      for (const [node, parts] of handedIn) values.set(node, required(parts[t], 'step'));
      const products = new Map([...earlySteps].map(([pack, parts]) => [pack, required(parts[t], 'step')]));
      for (const node of plan.within) {
        computeNode(node, values, weights, plan, products);
        hold?.(node, values, given, t);
      }
      perStep.push(values);
      return Object.fromEntries(
        cell.state.map((name) => {
          const value = required(values.get(required(cell.quantities.get(name), name)), name);
          return [name, repeatRow(value, rows / steps)];
        }),
      );
    },
  );

  const valuesOf = (node: Expression): tf.Tensor2D => {
    const known = folded.get(node);
    if (known !== undefined) return repeatRow(known, rows);
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

/** Keeps new states back where the mask is 0. Products, not a choice: every backend has them, with gradients, and both are exact. */
function holdStates(cell: Cell, mask: tf.Tensor2D, steps: number) {
  const held = heldNodes(cell);
  const isLive = splitParts(mask, steps, 0);
  const isHeld = splitParts(tf.sub(1, mask), steps, 0);
  return (
    node: Expression,
    values: Map<Expression, tf.Tensor2D>,
    given: Readonly<Record<string, tf.Tensor2D>>,
    t: number,
  ): void => {
    const name = held.get(node);
    if (name === undefined) return;
    const next = tf.mul(required(values.get(node), name), required(isLive[t], 'mask'));
    values.set(node, tf.add(next, tf.mul(required(given[name], name), required(isHeld[t], 'mask'))));
  };
}
