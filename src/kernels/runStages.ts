import * as tf from '@tensorflow/tfjs';
import { resolveShape, type Sizes } from '../equations/Shape';
import type { Network } from '../networks/Network';
import type { ParameterTensors } from './packWeights';
import { runSequence } from './runSequence';

/** What a run of stages is given, by name. */
interface StageInputs {
  /** [T·B, size], time-major, as `runSequence` takes them. */
  readonly inputs: Readonly<Record<string, tf.Tensor2D>>;
  /** T of each sequence, by the input that it is of. */
  readonly steps: Readonly<Record<string, number>>;
  /** Masks [T·B, 1], by the input that they are of. */
  readonly masks?: Readonly<Record<string, tf.Tensor2D>>;
  /** First states [B, H]; zero, or the state of the stage that it starts from, unless given. */
  readonly initial?: Readonly<Record<string, tf.Tensor2D>>;
}

/** A run of all stages in tfjs. */
interface StagesRun {
  /** Each stage's states after its run, by name, [B, H]. */
  readonly last: Readonly<Record<string, tf.Tensor2D>>;
  /** A quantity's values at all steps in the order of time, [T·B, size]. @throws Error when no stage has it */
  valuesOf(quantity: string): tf.Tensor2D;
}

/**
 * Runs a network's stages over a batch on the plain path, as `evaluateNetwork` does in double precision. The caller owns the tensors.
 * @param sizes what the letters of its shapes stand for
 * @throws Error naming an input that is missing
 */
export function runStages(
  network: Network,
  sizes: Sizes,
  parameters: ParameterTensors,
  { inputs, steps, masks = {}, initial = {} }: StageInputs,
): StagesRun {
  const last: Record<string, tf.Tensor2D> = {};
  const readers = new Map<string, () => tf.Tensor2D>();
  const valuesOf = (quantity: string): tf.Tensor2D => {
    const read = readers.get(quantity);
    if (read === undefined)
      throw new Error(`network "${network.id}" has no quantity "${quantity}"; has ${[...readers.keys()].join(', ')}`);
    return read();
  };
  for (const { cell, direction, over, startsFrom } of network.stages) {
    const length = steps[over] ?? 0;
    const asRead = (tensor: tf.Tensor2D): tf.Tensor2D => (direction === 'forward' ? tensor : turned(tensor, length));
    const given = Object.fromEntries(
      cell.inputs.map((name) => {
        const outside = inputs[name];
        if (readers.has(name)) return [name, asRead(valuesOf(name))];
        if (outside === undefined) throw new Error(`network "${network.id}" needs the input ${name}`);
        return [name, asRead(outside)];
      }),
    );
    const batch = (Object.values(given)[0]?.shape[0] ?? 0) / length;
    const states = Object.fromEntries(
      Object.entries(cell.stateShapes).map(([name, shape]) => {
        const zero = (): tf.Tensor2D => tf.zeros<tf.Rank.R2>([batch, resolveShape(shape, sizes)[0] ?? 0]);
        return [name, last[startsFrom[name] ?? ''] ?? initial[name] ?? zero()];
      }),
    );
    const mask = masks[over];
    const run = runSequence(cell, parameters, given, length, states, mask && asRead(mask));
    Object.assign(last, run.last);
    for (const [name, node] of cell.quantities) {
      let values: tf.Tensor2D | undefined;
      readers.set(name, () => (values ??= asRead(run.valuesOf(node))));
    }
  }
  return { last, valuesOf };
}

/** A sequence [T·B, size] with its time turned round. */
function turned(tensor: tf.Tensor2D, steps: number): tf.Tensor2D {
  const [rows = 0, ...rest] = tensor.shape;
  const inTime = tf.reshape(tensor, [steps, (rows / steps) * rest.reduce((product, side) => product * side, 1)]);
  return tf.reshape(tf.reverse(inTime, 0), tensor.shape);
}
