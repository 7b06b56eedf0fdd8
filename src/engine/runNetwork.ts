import * as tf from '@tensorflow/tfjs';
import { resolveShape } from '../equations/Shape';
import { type ParameterTensors, runSequence } from '../kernels/runSequence';
import type { System } from '../systems/System';
import type { Trace } from '../traces/Trace';
import { oneHot } from '../training/oneHot';
import { zeroState } from '../training/tensors';
import { readBack } from './contextGuard';
import type { Backend } from './Engine';

/** The longest that the worker computes before it looks for messages, ms. */
const longestTurn = 40;

/** What a run needs besides the network: where it may stop, and who it says it is. */
interface RunContext {
  readonly backend: Backend;
  /** Lets messages in; answers whether the job is still wanted. */
  readonly pause: () => Promise<boolean>;
}

/**
 * Runs a system over token ids from the zero state, in turns of at most some 40 ms, and gathers its Trace. A run whose numbers leave
 * float32's range is cut off before that step and says so. `undefined` when the job was cancelled.
 * @throws Error when the system has no such quantity
 * @throws ContextLostError when the GPU was taken away during the run
 */
export async function runNetwork(
  system: System,
  parameters: ParameterTensors,
  tokens: readonly number[],
  quantities: readonly string[],
  { backend, pause }: RunContext,
): Promise<Trace | undefined> {
  const { network, sizes } = system;
  // The state is always kept: a check restarts from it.
  const wanted = [...new Set([...network.state, ...quantities])].map((name) => {
    const node = network.quantities.get(name);
    if (node === undefined)
      throw new Error(`${system.id} has no quantity "${name}"; has ${[...network.quantities.keys()].join(', ')}`);
    const [size = 0] = resolveShape(network.shapes.get(node) ?? [], sizes);
    return { name, node, size, parts: [] as Float32Array[] };
  });

  let state: Record<string, tf.Tensor2D> = zeroState(network, sizes, 1);
  let busy = 0;
  let turn = 16;
  let done = 0;
  while (done < tokens.length) {
    const part = tokens.slice(done, done + turn);
    const began = performance.now();
    const { tensors, last } = tf.tidy(() => {
      const run = runSequence(network, parameters, { x: oneHot(part, sizes.X ?? 0) }, part.length, state);
      return { tensors: wanted.map(({ node }) => run.valuesOf(node)), last: run.last };
    });
    const values = await readBack(tensors);
    wanted.forEach(({ parts }, index) => parts.push(values[index] ?? new Float32Array()));
    tf.dispose([tensors, state]);
    state = last;
    done += part.length;
    const took = performance.now() - began;
    busy += took;
    turn = Math.max(1, Math.min(256, Math.round((longestTurn * part.length) / Math.max(took, 0.1))));
    if (done < tokens.length && !(await pause())) {
      tf.dispose(state);
      return undefined;
    }
  }
  tf.dispose(state);

  const gathered = wanted.map(({ name, size, parts }) => ({ name, size, values: joined(parts) }));
  const steps = Math.min(tokens.length, ...gathered.map(({ values, size }) => finiteSteps(values, size)));
  return {
    system: system.id,
    tokens: tokens.slice(0, steps),
    steps,
    quantities: Object.fromEntries(
      gathered.map(({ name, values, size }) => [name, { size, values: values.slice(0, steps * size) }]),
    ),
    backend,
    msPerStep: tokens.length === 0 ? 0 : busy / tokens.length,
    ...(steps < tokens.length ? { leftRangeAt: steps } : {}),
  };
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function finiteSteps(values: Float32Array, size: number): number {
  const broken = values.findIndex((value) => !Number.isFinite(value));
  return broken < 0 ? Number.POSITIVE_INFINITY : Math.floor(broken / size);
}
