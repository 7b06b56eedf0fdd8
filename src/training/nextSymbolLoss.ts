import * as tf from '@tensorflow/tfjs';
import type { Cell } from '../equations/defineCell';
import type { Operation } from '../equations/Expression';
import { type ParameterTensors, runSequence, type TensorRun } from '../kernels/runSequence';

/** A batch of windows of a text: token ids, time-major, `tokens[t·B + b]`, and the letters that follow each. */
export interface Batch {
  readonly tokens: Int32Array;
  readonly targets: Int32Array;
  readonly steps: number;
  readonly batch: number;
}

/** Mean cross-entropy in nats of the next symbol, and the run that it was read from. */
export interface LossRun {
  readonly loss: tf.Scalar;
  readonly run: TensorRun;
  /** Each letter's own share, nats, [T·B]: float32 adds thousands of them only roughly, so what is claimed is added up outside. */
  readonly ofLetters: () => tf.Tensor1D;
}

/**
 * The loss of a next-symbol network on a batch. It is taken from what goes into the softmax, so that a probability of zero is no trouble.
 * @param state before the first step, by name, [B, H]
 */
export function nextSymbolLoss(
  network: Cell,
  parameters: ParameterTensors,
  { tokens, targets, steps }: Batch,
  state: Readonly<Record<string, tf.Tensor2D>>,
  vocabularySize: number,
): LossRun {
  const run = runSequence(network, parameters, { x: oneHot(tokens, vocabularySize) }, steps, state);
  const logProbabilities = tf.logSoftmax(run.valuesOf(scoresOf(network)));
  const hits = tf.mul(logProbabilities, oneHot(targets, vocabularySize));
  return {
    loss: tf.neg(tf.div(tf.sum(hits), targets.length)),
    run,
    ofLetters: () => tf.neg(tf.sum(hits, 1)),
  };
}

/** One-hot rows [N, size] of token ids. Made here: tfjs's WASM backend cannot train through an embedding look-up. */
export function oneHot(tokens: ArrayLike<number>, size: number): tf.Tensor2D {
  const rows = new Float32Array(tokens.length * size);
  for (let i = 0; i < tokens.length; i++) rows[i * size + (tokens[i] ?? 0)] = 1;
  return tf.tensor2d(rows, [tokens.length, size]);
}

function scoresOf(network: Cell): Operation {
  const y = network.quantities.get('y');
  const scores = y?.kind === 'operation' && y.operator === 'softmax' ? y.inputs[0] : undefined;
  if (scores?.kind !== 'operation')
    throw new Error(`network "${network.id}" has no y = softmax(…) to take a loss from`);
  return scores;
}
