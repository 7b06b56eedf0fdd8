import * as tf from '@tensorflow/tfjs';
import { resolveShape } from '../equations/Shape';
import { required } from '../kernels/required';
import { runFusedSequence } from '../kernels/runFusedSequence';
import type { ParameterTensors } from '../kernels/runSequence';
import type { System } from '../systems/System';
import { inputRows, requireReadable, stepsOf } from '../traces/SequenceInput';
import { sizesOf } from '../traces/sizesOf';
import type { Trace } from '../traces/Trace';
import type { Weights } from '../traces/Weights';
import { zeroState } from '../training/tensors';
import { readBack } from './contextGuard';
import type { Backend, RunJob } from './Engine';
import { planTensors } from './planTensors';

/** The longest that the worker computes before it looks for messages, ms. */
const longestTurn = 40;

/** What is asked of a run: a job without its owner. */
type NetworkJob = Pick<RunJob, 'input' | 'quantities' | 'interventions'>;

/** Weights as they are known outside of tfjs, and on the backend. */
export interface LoadedWeights {
  readonly weights: Weights;
  readonly tensors: ParameterTensors;
}

/** What a run needs besides the network: where it may stop, and who it says it is. */
interface RunContext {
  readonly backend: Backend;
  /** Lets messages in; answers whether the job is still wanted. */
  readonly pause: () => Promise<boolean>;
  /** How many kernels have been called so far, where someone counts. */
  readonly countKernels?: () => number;
}

/**
 * Runs a system over a sequence from the zero state, in turns of at most some 40 ms, and gathers its Trace. What is done to the network holds
 * from step to step as `planInterventions` says. A run whose numbers leave float32's range is cut off before that step and says so.
 * `undefined` when the job was cancelled.
 * @throws Error when the system has no such quantity, cannot read the input, or has not what an intervention is about
 * @throws ContextLostError when the GPU was taken away during the run
 */
export async function runNetwork(
  system: System,
  loaded: LoadedWeights,
  { input, quantities, interventions = [] }: NetworkJob,
  { backend, pause, countKernels = () => 0 }: RunContext,
): Promise<Trace | undefined> {
  const { network } = system;
  const sizes = sizesOf(network, loaded.weights, system.sizes);
  const X = sizes.X ?? 0;
  requireReadable(input, X);
  const steps = stepsOf(input);
  // The state is always kept: a check restarts from it.
  const wanted = [...new Set([...network.state, ...quantities])].map((name) => {
    const node = network.quantities.get(name);
    if (node === undefined)
      throw new Error(`${system.id} has no quantity "${name}"; has ${[...network.quantities.keys()].join(', ')}`);
    const [size = 0] = resolveShape(network.shapes.get(node) ?? [], sizes);
    return { name, size, parts: [] as Float32Array[] };
  });

  const plan = planTensors(network, loaded, interventions, steps);
  let state: Record<string, tf.Tensor2D> = zeroState(network, sizes, 1);
  let busy = 0;
  let calls = 0;
  let isFused = true;
  let turn = 16;
  let done = 0;
  try {
    while (done < steps) {
      const { cell, parameters, until } = plan.at(done);
      const end = Math.min(done + turn, until);
      const began = performance.now();
      const before = countKernels();
      const { tensors, last } = tf.tidy(() => {
        const x = tf.tensor2d(inputRows(input, X, done, end), [end - done, X]);
        const run = runFusedSequence(cell, parameters, { x }, end - done, state);
        isFused &&= run.isFused;
        return {
          tensors: wanted.map(({ name }) => run.valuesOf(required(cell.quantities.get(name), name))),
          // A step alone may hand out one tensor as its quantity and as its state; the two are let go at different times.
          last: Object.fromEntries(Object.entries(run.last).map(([name, value]) => [name, value.clone()])),
        };
      });
      const values = await readBack(tensors).finally(() => tf.dispose([tensors, state]));
      wanted.forEach(({ parts }, index) => parts.push(values[index] ?? new Float32Array()));
      state = last;
      calls += countKernels() - before;
      const took = performance.now() - began;
      busy += took;
      turn = Math.max(1, Math.min(256, Math.round((longestTurn * (end - done)) / Math.max(took, 0.1))));
      done = end;
      if (done < steps && !(await pause())) return undefined;
    }
  } finally {
    tf.dispose(state);
    plan.dispose();
  }

  const gathered = wanted.map(({ name, size, parts }) => ({ name, size, values: joined(parts) }));
  const good = Math.min(steps, ...gathered.map(({ values, size }) => finiteSteps(values, size)));
  return {
    system: system.id,
    tokens: input.kind === 'tokens' ? input.tokens.slice(0, good) : [],
    ...(input.kind === 'vectors' ? { vectors: input.values.slice(0, good * X) } : {}),
    ...(interventions.length > 0 ? { interventions } : {}),
    steps: good,
    quantities: Object.fromEntries(
      gathered.map(({ name, values, size }) => [name, { size, values: values.slice(0, good * size) }]),
    ),
    backend,
    msPerStep: steps === 0 ? 0 : busy / steps,
    ...(steps > 0 ? { kernels: { path: isFused ? 'fused' : 'plain', calls } } : {}),
    ...(good < steps ? { leftRangeAt: good } : {}),
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
