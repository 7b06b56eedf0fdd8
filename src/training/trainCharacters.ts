import * as tf from '@tensorflow/tfjs';
import { createRandom } from '../base/random';
import type { TrainableSystem } from '../systems/System';
import type { Weights } from '../traces/Weights';
import { type AdamState, startAdam, stepAdam } from './adam';
import { clipGradients } from './clipGradients';
import { initialise } from './initialise';
import { keepState } from './keepState';
import { nextSymbolLoss } from './nextSymbolLoss';
import { streamBatch, windowsPerPass } from './streamBatch';
import { toTensors } from './tensors';

/** Everything that a training run needs to go on where it stopped, to the bit. */
export interface TrainingState {
  readonly weights: Weights;
  readonly adam: AdamState;
  /** The streams' states after the last update, by name, flat [B, H]. */
  readonly carried: Record<string, Float32Array>;
}

/** What one update did. */
export interface UpdateReport {
  /** Updates done, and how many the run has. */
  readonly update: number;
  readonly updates: number;
  /** Training loss of this window, bits per character. */
  readonly loss: number;
  /** Norm of the whole gradient before clipping. */
  readonly norm: number;
  readonly learningRate: number;
}

/** A loss this many times that of even odds will not come back: tanh and softmax saturate long before anything is infinite. */
const hopelessLoss = 10;

/** A training run that left the numbers: its message says at which update and what to do. */
export class DivergenceError extends Error {
  override name = 'DivergenceError';
}

/** A run before its first update. */
export function startTraining({ network, sizes, training }: TrainableSystem): TrainingState {
  const weights = initialise(network, sizes, training.seed);
  const carried = Object.fromEntries(
    network.state.map((name) => [name, new Float32Array(training.batch * (sizes.H ?? 0))]),
  );
  return { weights, adam: startAdam(weights), carried };
}

/** How many updates a system's recipe makes on a text of that many letters. */
export function countUpdates({ training }: TrainableSystem, letters: number): number {
  return windowsPerPass(letters, training.batch, training.window) * training.passes;
}

/**
 * Trains a character model by truncated backpropagation through time (Williams & Peng 1990), one update a turn, changing `state` in place.
 * Each window's data and fresh starts depend on the seed and the update's number alone, so a run resumes to the bit.
 * @throws DivergenceError when loss or gradient stop being numbers, or the loss is past all hope: the run is left as it was before the
 * update that spoilt it, at most one back
 * @throws RangeError when the text is too short for one window
 */
export async function* trainCharacters(
  system: TrainableSystem,
  tokens: Uint8Array,
  state: TrainingState,
): AsyncGenerator<UpdateReport> {
  const { network, sizes, training } = system;
  const [B, H, Y] = [training.batch, sizes.H ?? 0, sizes.Y ?? 0];
  const windows = windowsPerPass(tokens.length, B, training.window);
  const updates = countUpdates(system, tokens.length);
  if (windows < 1)
    throw new RangeError(
      `${tokens.length} letters are too few to train on: ${B} streams of ${training.window} take ${B * training.window + 1}`,
    );
  const kept = keepState(state);
  const first = state.adam.updates;
  while (state.adam.updates < updates) {
    const update = state.adam.updates;
    const random = createRandom(training.seed * 1_000_003 + update);
    for (let b = 0; b < B; b++)
      if (update % windows === 0 || random.uniform() < training.freshStart)
        for (const values of Object.values(state.carried)) values.fill(0, b * H, (b + 1) * H);

    const batch = streamBatch(tokens, B, training.window, update % windows);
    const names = Object.keys(state.weights);
    const tensors = tf.tidy(() => {
      const before = Object.fromEntries(
        network.state.map((name) => [name, tf.tensor2d(state.carried[name] ?? [], [B, H])]),
      );
      let last: Record<string, tf.Tensor2D> = {};
      const parameters = toTensors(state.weights);
      const lossOf = (...given: tf.Tensor[]): tf.Scalar => {
        const { loss, run } = nextSymbolLoss(
          network,
          Object.fromEntries(names.map((name, index) => [name, given[index] ?? tf.scalar(0)])),
          batch,
          before,
          Y,
        );
        last = Object.fromEntries(Object.entries(run.last).map(([name, tensor]) => [name, tf.keep(tensor)]));
        return loss;
      };
      const { value, grads } = tf.valueAndGrads(lossOf)(names.map((name) => parameters[name] ?? tf.scalar(0)));
      return { value, grads, last };
    });
    const loss = ((await tensors.value.data())[0] ?? Number.NaN) / Math.LN2;
    const gradients = Object.fromEntries(
      await Promise.all(
        names.map(
          async (name, index) =>
            [name, new Float32Array((await tensors.grads[index]?.data()) as Float32Array)] as const,
        ),
      ),
    );
    const carried = await Promise.all(
      Object.entries(tensors.last).map(
        async ([name, tensor]) => [name, new Float32Array(await tensor.data())] as const,
      ),
    );
    tf.dispose([tensors.value, tensors.grads, tensors.last]);

    const norm = clipGradients(gradients, training.clipNorm);
    if (!(loss < hopelessLoss * Math.log2(Y)) || !Number.isFinite(norm)) {
      if (update > first) kept.goBack();
      throw new DivergenceError(
        `training diverged: after update ${update} the loss is ${loss} bits per character, the gradient norm ${norm}. The weights of update ${state.adam.updates} are kept. Try a smaller learning rate than ${training.learningRate}.`,
      );
    }
    kept.keep();
    Object.assign(state.carried, Object.fromEntries(carried));
    const learningRate = training.learningRate * 0.5 * (1 + Math.cos((Math.PI * update) / updates));
    stepAdam(state.weights, gradients, state.adam, {
      learningRate,
      epsilon: training.epsilon,
      weightDecay: training.weightDecay ?? 0,
    });
    yield { update: update + 1, updates, loss, norm, learningRate };
  }
}
