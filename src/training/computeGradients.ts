import * as tf from '@tensorflow/tfjs';
import type { Cell } from '../equations/defineCell';
import type { Sizes } from '../equations/Shape';
import type { SequenceBatch } from '../tasks/SequenceBatch';
import { runSequence } from '../kernels/runSequence';
import type { LossKind } from '../tasks/Task';
import type { Weights } from '../traces/Weights';
import { sequenceLoss } from './sequenceLoss';
import { shareRight } from './shareRight';
import { stateSizes, toTensors } from './tensors';

/** What one batch says, in plain numbers. */
export interface BatchGradients {
  /** The mean loss of the counted steps, nats or a mean square. */
  readonly loss: number;
  /** The share of scored steps that were answered right, 0–1. */
  readonly accuracy: number;
  /** By parameter, flat. */
  readonly gradients: Record<string, Float32Array>;
  /** The states after the last step, by name, flat [B, H]. */
  readonly last: Record<string, Float32Array>;
}

/** Runs a batch forwards and backwards on the plain path, by backpropagation through all its steps. @param carried the states before it, by name, flat [B, H] */
export async function computeGradients(
  { network, sizes }: { readonly network: Cell; readonly sizes: Sizes },
  weights: Weights,
  batch: SequenceBatch,
  carried: Readonly<Record<string, Float32Array>>,
  kind: LossKind,
): Promise<BatchGradients> {
  const names = Object.keys(weights);
  const widths = Object.entries(stateSizes(network, sizes));
  const tensors = tf.tidy(() => {
    const before = Object.fromEntries(
      widths.map(([name, size]) => [name, tf.tensor2d(carried[name] ?? [], [batch.batch, size])]),
    );
    let last: Record<string, tf.Tensor2D> = {};
    let scores = tf.zeros<tf.Rank.R2>([0, 0]);
    const parameters = toTensors(weights);
    const lossOf = (...given: tf.Tensor[]): tf.Scalar => {
      const named = Object.fromEntries(names.map((name, place) => [name, given[place] ?? tf.scalar(0)]));
      const { loss, run, scores: answers } = sequenceLoss(network, named, batch, before, kind, runSequence);
      scores = tf.keep(answers);
      last = Object.fromEntries(Object.entries(run.last).map(([name, tensor]) => [name, tf.keep(tensor)]));
      return loss;
    };
    const { value, grads } = tf.valueAndGrads(lossOf)(names.map((name) => parameters[name] ?? tf.scalar(0)));
    return { value, grads, last, scores };
  });
  const read = async (named: readonly (readonly [string, tf.Tensor])[]): Promise<Record<string, Float32Array>> =>
    Object.fromEntries(
      await Promise.all(
        named.map(async ([name, tensor]) => [name, new Float32Array((await tensor.data()) as Float32Array)] as const),
      ),
    );
  try {
    const [loss = Number.NaN] = await tensors.value.data();
    return {
      loss,
      accuracy: shareRight(kind, batch, new Float32Array(await tensors.scores.data<'float32'>())),
      gradients: await read(tensors.grads.map((tensor, place) => [names[place] ?? '', tensor])),
      last: await read(Object.entries(tensors.last)),
    };
  } finally {
    tf.dispose([tensors.value, tensors.grads, tensors.last, tensors.scores]);
  }
}
