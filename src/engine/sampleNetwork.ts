import * as tf from '@tensorflow/tfjs';
import { randomAt } from '../base/randomAt';
import { required } from '../kernels/required';
import { runFusedSequence } from '../kernels/runFusedSequence';
import { drawToken } from '../networks/drawToken';
import { temper } from '../networks/temper';
import type { System } from '../systems/System';
import { requireReadable } from '../traces/SequenceInput';
import { sizesOf } from '../traces/sizesOf';
import { oneHot } from '../training/oneHot';
import { zeroState } from '../training/tensors';
import { readBack } from './contextGuard';
import type { Future, SampleJob } from './Engine';
import { planTensors } from './planTensors';
import type { LoadedWeights } from './runNetwork';

/** The longest that the worker computes before it looks for messages, ms. */
const longestTurn = 40;

/** What can be written in one go. */
const most = { letters: 2000, futures: 64 };

/**
 * Reads a prompt, then writes on in several futures at once, one batch a step. What future f draws after n letters hangs on `randomAt(seed, f, n)`
 * and the chances alone: more futures, or more letters, leave those before as they were. Interventions count the prompt's steps too.
 * `undefined` when the job was cancelled.
 * @param pause lets messages in; answers whether the job is still wanted
 * @throws Error when the system writes no text, the prompt is empty, or a number is out of range
 */
export async function sampleNetwork(
  system: System,
  loaded: LoadedWeights,
  job: Omit<SampleJob, 'owner' | 'system' | 'weights'>,
  pause: () => Promise<boolean>,
): Promise<readonly Future[] | undefined> {
  const { tokens, letters, futures: count, temperature, seed, interventions = [] } = job;
  const { network } = system;
  const sizes = sizesOf(network, loaded.weights, system.sizes);
  requireSense(system, job);
  const X = sizes.X ?? 0;
  requireReadable({ kind: 'tokens', tokens }, X);
  const plan = planTensors(network, loaded, interventions, tokens.length + letters);
  const written = Array.from({ length: count }, () => ({ tokens: [] as number[], chances: new Float32Array(letters) }));

  let state = zeroState(network, sizes, 1);
  let done = 0;
  let began = performance.now();
  try {
    while (done < tokens.length + letters - 1) {
      const { cell, parameters, until } = plan.at(done);
      const isPrompt = done < tokens.length;
      const end = isPrompt ? Math.min(done + 16, until, tokens.length) : done + 1;
      const isRead = end >= tokens.length;
      const seen = isPrompt ? tokens.slice(done, end) : written.map((future) => future.tokens.at(-1) ?? 0);
      const before = state;
      const { chances, last } = tf.tidy(() => {
        const run = runFusedSequence(cell, parameters, { x: oneHot(seen, X) }, end - done, before);
        const y = isRead ? run.valuesOf(required(cell.quantities.get('y'), 'y')) : tf.zeros([0]);
        // The prompt is read once; from its end on, every future has a state of its own.
        const isFork = isPrompt && end === tokens.length;
        const fork = (tensor: tf.Tensor2D): tf.Tensor2D => (isFork ? tf.tile(tensor, [count, 1]) : tensor);
        return { chances: y, last: Object.fromEntries(Object.entries(run.last).map(([name, s]) => [name, fork(s)])) };
      });
      const [values = new Float32Array()] = await readBack([chances]).finally(() => tf.dispose([chances, before]));
      state = last;
      done = end;
      if (isRead)
        written.forEach((future, place) => {
          const at = isPrompt ? values.length - X : place * X;
          const tempered = temper(values.subarray(at, at + X), temperature);
          if (!tempered.every(Number.isFinite))
            throw new Error(`the network’s chances are no numbers after ${done} steps`);
          const token = drawToken(tempered, randomAt(seed, place, done));
          future.chances[future.tokens.length] = tempered[token] ?? 0;
          future.tokens.push(token);
        });
      if (performance.now() - began < longestTurn) continue;
      if (!(await pause())) return undefined;
      began = performance.now();
    }
  } finally {
    tf.dispose(state);
    plan.dispose();
  }
  return written;
}

function requireSense({ id, vocabulary }: System, job: Omit<SampleJob, 'owner' | 'system'>): void {
  const { tokens, letters, futures, temperature, seed } = job;
  if (vocabulary === '') throw new Error(`${id} writes no letters`);
  if (tokens.length === 0) throw new Error('there is nothing to write on from; begin with a letter');
  const within = (name: string, value: number, from: number, to: number): void => {
    if (!Number.isInteger(value) || value < from || value > to)
      throw new Error(`${name} should be a whole number from ${from} to ${to}, is ${value}`);
  };
  within('letters', letters, 1, most.letters);
  within('futures', futures, 1, most.futures);
  within('the seed', seed, 0, 2 ** 32 - 1);
  if (!(temperature >= 0 && temperature <= 100)) throw new Error(`the temperature is ${temperature}; 0 to 100 can be`);
}
