import * as tf from '@tensorflow/tfjs';
import { required } from '../kernels/required';
import { runSequence } from '../kernels/runSequence';
import type { System } from '../systems/System';
import { sizesOf } from '../traces/sizesOf';
import { zeroState } from '../training/tensors';
import { readBack } from './contextGuard';
import type { BatchJob } from './Engine';
import { planTensors } from './planTensors';
import type { LoadedWeights } from './runNetwork';

/** The most rows, T·B, that are run at once. */
const mostRows = 100_000;

/**
 * Runs a system over many sequences of one length side by side, each from the zero state, interventions as in `runNetwork`.
 * @returns each quantity, [T·B, size], time-major: row t·B + b is step t of sequence b
 * @throws Error when the system has no such quantity, or the inputs are not T·B·X numbers
 */
export async function runBatch(
  system: System,
  loaded: LoadedWeights,
  { sequences, quantities, interventions = [] }: Pick<BatchJob, 'sequences' | 'quantities' | 'interventions'>,
): Promise<Record<string, Float32Array>> {
  const { steps, batch, inputs } = sequences;
  const { network } = system;
  const sizes = sizesOf(network, loaded.weights, system.sizes);
  const X = sizes.X ?? 0;
  if (inputs.length !== steps * batch * X || steps * batch > mostRows)
    throw new Error(
      `${batch} sequences of ${steps} steps are ${steps * batch * X} numbers, in at most ${mostRows} rows; ${inputs.length} came`,
    );
  for (const name of quantities)
    if (!network.quantities.has(name))
      throw new Error(`${system.id} has no quantity "${name}"; has ${[...network.quantities.keys()].join(', ')}`);
  const parts = quantities.map(() => [] as Float32Array[]);
  const plan = planTensors(network, loaded, interventions, steps);
  let state: Record<string, tf.Tensor2D> = zeroState(network, sizes, batch);
  let done = 0;
  try {
    while (done < steps) {
      const { cell, parameters, until } = plan.at(done);
      const { tensors, last } = tf.tidy(() => {
        const rows = inputs.slice(done * batch * X, until * batch * X);
        const x = tf.tensor2d(rows, [(until - done) * batch, X]);
        const run = runSequence(cell, parameters, { x }, until - done, state);
        return {
          tensors: quantities.map((name) => run.valuesOf(required(cell.quantities.get(name), name))),
          last: run.last,
        };
      });
      const values = await readBack(tensors).finally(() => tf.dispose([tensors, state]));
      parts.forEach((part, index) => part.push(values[index] ?? new Float32Array()));
      state = last;
      done = until;
    }
  } finally {
    tf.dispose(state);
    plan.dispose();
  }
  return Object.fromEntries(quantities.map((name, index) => [name, joined(parts[index] ?? [])]));
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  parts.reduce((at, part) => {
    all.set(part, at);
    return at + part.length;
  }, 0);
  return all;
}
