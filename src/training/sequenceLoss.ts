import * as tf from '@tensorflow/tfjs';
import type { Cell } from '../equations/defineCell';
import { runFusedSequence } from '../kernels/runFusedSequence';
import type { ParameterTensors, runSequence, TensorRun } from '../kernels/runSequence';
import type { SequenceBatch } from '../tasks/SequenceBatch';
import type { LossKind } from '../tasks/Task';
import { scoresOf } from './scoresOf';

/** The mean loss of a batch's counted steps, and the run that it was read from. */
export interface LossRun {
  /** Nats for classes and bits, a mean square for numbers. */
  readonly loss: tf.Scalar;
  readonly run: TensorRun;
  /** What goes into the softmax or σ, or the answer itself where it is a number, [T·B, Y]. */
  readonly scores: tf.Tensor2D;
  /** Each step's own share, [T·B]: float32 adds thousands of them only roughly, so what is claimed is added up outside. */
  readonly ofSteps: () => tf.Tensor1D;
}

/**
 * The loss of a network on a batch. It is taken from what goes into the softmax or σ, so that a chance of zero is no trouble.
 * @param state before the first step, by name, [B, H]
 * @param runIt which path it takes
 * @throws Error when the network does not end as the loss needs it to
 */
export function sequenceLoss(
  network: Cell,
  parameters: ParameterTensors,
  batch: SequenceBatch,
  state: Readonly<Record<string, tf.Tensor2D>>,
  kind: LossKind,
  runIt: typeof runSequence = runFusedSequence,
): LossRun {
  const rows = batch.steps * batch.batch;
  const [X, Y] = [batch.inputs.length / rows, batch.targets.length / rows];
  const run = runIt(network, parameters, { x: tf.tensor2d(batch.inputs, [rows, X]) }, batch.steps, state);
  const scores = run.valuesOf(scoresOf(network, kind));
  const terms = termsOf[kind](scores, batch, [rows, Y]);
  // Classes are one answer a step, bits and numbers are Y.
  const many = countOf(batch.counted) * (kind === 'crossEntropy' ? 1 : Y);
  return { loss: tf.div(tf.sum(terms), many), run, scores, ofSteps: () => tf.sum(terms, 1) };
}

/** How many steps of a batch count. */
function countOf(counted: Uint8Array): number {
  return counted.reduce((sum, is) => sum + is, 0);
}

type Terms = (scores: tf.Tensor2D, batch: SequenceBatch, shape: [number, number]) => tf.Tensor2D;

/** What each number of a batch adds to the loss, [T·B, Y], nothing where its step does not count. */
const termsOf: Record<LossKind, Terms> = {
  crossEntropy(scores, { targets, counted }, shape) {
    // Signs and steps that do not count are put into the targets here, where they cost no kernel.
    const signed = targets.map((target, at) => -target * (counted[Math.floor(at / shape[1])] ?? 0));
    return tf.mul(tf.logSoftmax(scores), tf.tensor2d(signed, shape));
  },
  // −t ln σ(s) − (1 − t) ln(1 − σ(s)) = ln(1 + eˢ) − t s
  bernoulli: (scores, batch, shape) =>
    onlyCounted(tf.sub(tf.softplus(scores), tf.mul(tf.tensor2d(batch.targets, shape), scores)), batch),
  squaredError: (scores, batch, shape) =>
    onlyCounted(tf.squaredDifference(scores, tf.tensor2d(batch.targets, shape)), batch),
};

function onlyCounted(terms: tf.Tensor2D, { counted }: SequenceBatch): tf.Tensor2D {
  if (!counted.includes(0)) return terms;
  return tf.mul(terms, tf.tensor2d(Float32Array.from(counted), [counted.length, 1]));
}
