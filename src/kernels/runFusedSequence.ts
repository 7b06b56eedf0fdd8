import * as tf from '@tensorflow/tfjs';
import type { Cell } from '../equations/defineCell';
import type { Expression } from '../equations/Expression';
import type { Sizes } from '../equations/Shape';
import { drawnTarget } from './draws/drawnTarget';
import { drawOnWebgl } from './draws/drawOnWebgl';
import { computeNode, repeatRow } from './computeNode';
import { type FusedAttributes, forwardKernel, outputsOf, registerTarget } from './fused/fusedKernels';
import { type FusedPlan, NotFusableError } from './fused/FusedPlan';
import { planFused } from './fused/planFused';
import { packWeights, type ParameterTensors } from './packWeights';
import { planSequence } from './planSequence';
import { required } from './required';
import { runSequence, type TensorRun } from './runSequence';
import { hasVectors } from './wasm/hasVectors';

// WebAssembly serves the backends whose tensors can be read at once; a graphics processor has draws of its own.
registerTarget('webgl', drawnTarget(drawOnWebgl));

/**
 * Runs a cell over a batch of sequences as one operation of tfjs, with gradients, where fused kernels have a form for it; else on the plain
 * path. It takes and yields what `runSequence` does.
 * @param inputs by name, [T·B, size], time-major
 * @param steps T
 * @param initial by name, [B, H]
 * @param mask [T·B, 1], 1 or 0
 * @throws ShapeError when the cell cannot be masked
 */
export function runFusedSequence(
  cell: Cell,
  parameters: ParameterTensors,
  inputs: Readonly<Record<string, tf.Tensor2D>>,
  steps: number,
  initial: Readonly<Record<string, tf.Tensor2D>>,
  mask?: tf.Tensor2D,
): TensorRun & { readonly isFused: boolean } {
  const sizes = sizesIn(cell, parameters, inputs, initial);
  const fused = steps > 0 ? fusedOf(cell, sizes, mask !== undefined) : undefined;
  if (fused === undefined || !isReady())
    return { ...runSequence(cell, parameters, inputs, steps, initial, mask), isFused: false };
  const { plan, nodes } = fused;
  const rows = Object.values(inputs)[0]?.shape[0] ?? 0;
  const tensors: Record<string, tf.Tensor> = {};
  for (const { parts } of plan.blocks)
    for (const { name } of parts) tensors[`weight ${name}`] = required(parameters[name], name);
  for (const name of plan.inputs.keys()) tensors[`input ${name}`] = required(inputs[name], name);
  for (const name of plan.states.keys()) tensors[`state ${name}`] = required(initial[name], name);
  if (mask !== undefined) tensors.mask = mask;
  const told: FusedAttributes = {
    plan,
    steps,
    batch: rows / steps,
    run: {},
    keys: Object.keys(tensors),
  };
  const given = Object.values(tensors) as never;
  const found = tf.engine().runKernel<tf.Tensor2D | tf.Tensor2D[]>(forwardKernel, given, told as never);
  const outputs = Array.isArray(found) ? found : [found];
  const folded = new Map<Expression, tf.Tensor2D>(
    nodes.map((node, place) => [node, required(outputs[place], 'output')]),
  );
  return { ...complete(cell, parameters, inputs, steps, initial, rows, folded), isFused: true };
}

/** What is computed after the loop, or before it for its own sake, from what the fused run left. */
function complete(
  cell: Cell,
  parameters: ParameterTensors,
  inputs: Readonly<Record<string, tf.Tensor2D>>,
  steps: number,
  initial: Readonly<Record<string, tf.Tensor2D>>,
  rows: number,
  folded: Map<Expression, tf.Tensor2D>,
): TensorRun {
  const plan = planSequence(cell);
  const weights = packWeights(plan, parameters);
  const batch = rows / steps;
  const valueOf = (node: Expression): tf.Tensor2D => {
    const known = folded.get(node);
    if (known !== undefined) return known;
    if (node.kind === 'input') return required(inputs[node.name], node.name);
    if (node.kind === 'state') {
      const first = required(initial[node.name], node.name);
      const later = valueOf(required(cell.quantities.get(node.name), node.name));
      return steps === 1 ? first : tf.concat([first, tf.slice(later, [0, 0], [rows - batch, -1])], 0);
    }
    if (node.kind !== 'operation') return tf.expandDims(required(parameters[node.name], node.name));
    const operands = node.operator === 'affine' ? (plan.packOf.get(node)?.operands ?? []) : node.inputs;
    for (const input of operands) folded.set(input, valueOf(input));
    computeNode(node, folded, weights, plan);
    return required(folded.get(node), 'node');
  };
  const last = Object.fromEntries(
    cell.state.map((name) => {
      const value = repeatRow(valueOf(required(cell.quantities.get(name), name)), rows);
      return [name, tf.slice(value, [rows - batch, 0], [batch, -1])];
    }),
  );
  return { last, valuesOf: (node) => repeatRow(valueOf(node), rows) };
}

const plans = new WeakMap<Cell, Map<string, { plan: FusedPlan; nodes: readonly Expression[] } | undefined>>();

/** The plan of a cell's loop and of what comes before it: what comes after is tfjs's. */
function fusedOf(cell: Cell, sizes: Sizes, isMasked: boolean) {
  const known = plans.get(cell) ?? new Map<string, { plan: FusedPlan; nodes: readonly Expression[] } | undefined>();
  plans.set(cell, known);
  const key = JSON.stringify([sizes, isMasked]);
  if (!known.has(key)) known.set(key, makePlan(cell, sizes, isMasked));
  return known.get(key);
}

function makePlan(cell: Cell, sizes: Sizes, isMasked: boolean) {
  const { within, after, before, packOf } = planSequence(cell);
  if (within.length === 0) return undefined;
  const inLoop = new Set<Expression>([...before, ...within]);
  const usedAfter = after.flatMap((node) =>
    node.operator === 'affine' ? (packOf.get(node)?.operands ?? []) : node.inputs,
  );
  const roots = [...new Set([...cell.quantities.values(), ...usedAfter])].filter((node) => inLoop.has(node));
  try {
    const plan = planFused(cell, sizes, { roots, isMasked, hasInputGradients: true });
    return { plan, nodes: outputsOf(plan) };
  } catch (error) {
    if (error instanceof NotFusableError) return undefined;
    throw error;
  }
}

/** Whether the backend that is set has fused kernels. */
function isReady(): boolean {
  const backend = tf.getBackend();
  return tf.getKernel(forwardKernel, backend) !== undefined && (backend === 'webgl' || hasVectors());
}

/** What the letters of a cell's shapes stand for, read off its tensors. */
function sizesIn(
  cell: Cell,
  parameters: ParameterTensors,
  inputs: Readonly<Record<string, tf.Tensor2D>>,
  initial: Readonly<Record<string, tf.Tensor2D>>,
): Sizes {
  const sizes: Record<string, number> = {};
  const note = (shape: readonly (string | number)[], sides: readonly number[]): void =>
    shape.forEach((dimension, axis) => {
      if (typeof dimension === 'string' && !dimension.includes('+')) sizes[dimension] = sides[axis] ?? 0;
    });
  for (const node of cell.nodes) {
    if (node.kind === 'operation') continue;
    if (node.kind === 'input') note(node.shape, inputs[node.name]?.shape.slice(1) ?? []);
    else if (node.kind === 'state') note(node.shape, initial[node.name]?.shape.slice(1) ?? []);
    else note(node.shape, parameters[node.name]?.shape ?? []);
  }
  for (const [name, shape] of Object.entries(cell.stateShapes)) note(shape, initial[name]?.shape.slice(1) ?? []);
  return sizes;
}
