import * as tf from '@tensorflow/tfjs';
import type { Cell } from '../equations/defineCell';
import type { Sizes } from '../equations/Shape';
import type { SequenceBatch } from '../tasks/SequenceBatch';
import { scoreAnswers } from '../tasks/scoreAnswers';
import type { LossKind, Measure } from '../tasks/Task';
import type { Weights } from '../traces/Weights';
import { sequenceLoss } from './sequenceLoss';
import { toTensors, zeroState } from './tensors';

/** Measures a network on sequences, each from the zero state: its answers come from tfjs, and are scored in double precision. */
export async function measureTask(
  { network, sizes }: { readonly network: Cell; readonly sizes: Sizes },
  weights: Weights,
  loss: LossKind,
  batch: SequenceBatch,
): Promise<Record<Measure, number>> {
  const scores = tf.tidy(
    () => sequenceLoss(network, toTensors(weights), batch, zeroState(network, sizes, batch.batch), loss).scores,
  );
  const answers = await scores.data();
  scores.dispose();
  return scoreAnswers(loss, batch, answers);
}
