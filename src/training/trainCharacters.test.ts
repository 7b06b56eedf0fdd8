import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '../base/random';
import { cells } from '../cells';
import { startBackend } from '../commands/startBackend';
import { drawParameters } from '../equations/drawParameters';
import { parameters } from '../equations/evaluate';
import { evaluateSequence } from '../equations/evaluateSequence';
import { nextSymbol } from '../networks/nextSymbol';
import type { CharacterTraining, TrainableSystem } from '../systems/System';
import { CheckpointError } from '../traces/safetensors';
import { initialise } from './initialise';
import { measureLoss } from './measureLoss';
import { restoreTraining, storeTraining } from './resume';
import { countUpdates, DivergenceError, startTraining, trainCharacters, type TrainingState } from './trainCharacters';

const training: CharacterTraining = {
  ...{ seed: 5, batch: 3, window: 6, passes: 2, learningRate: 0.05 },
  ...{ weightDecay: 0.01, epsilon: 1e-8, clipNorm: 1, freshStart: 0.2 },
};

function tiny(id: keyof typeof cells, changes: Partial<CharacterTraining> = {}): TrainableSystem {
  return {
    id: 'tiny',
    title: 'tiny',
    papers: [],
    network: nextSymbol(cells[id]),
    sizes: { X: 5, H: 7, Y: 5 },
    vocabulary: 'abcde',
    credit: '',
    checkpoint: 'none',
    training: { ...training, ...changes },
    claim: { measure: 'none', unit: 'bits per character' },
  };
}

/** A text that repeats itself, with slips. */
const text = Uint8Array.from({ length: 400 }, (_, at) => (at % 11 === 0 ? 2 : [0, 1, 2, 3, 4, 3, 1][at % 7]) ?? 0);

/** Trains for at most so many updates. Returns the losses. */
async function go(
  system: TrainableSystem,
  state: TrainingState,
  updates = Number.POSITIVE_INFINITY,
): Promise<number[]> {
  const losses = [];
  for await (const { loss } of trainCharacters(system, text, state)) {
    losses.push(loss);
    if (losses.length >= updates) break;
  }
  return losses;
}

beforeAll(startBackend);

describe.each(Object.keys(cells) as (keyof typeof cells)[])('a small network of %s', (id) => {
  test('learns: the loss falls well below even odds', async () => {
    const system = tiny(id, { passes: 6 });
    const losses = await go(system, startTraining(system));
    expect(losses).toHaveLength(countUpdates(system, text.length));
    expect(losses[0]).toBeGreaterThan(2);
    expect(losses.at(-1)).toBeLessThan(1.5);
  });

  test('makes the same run of the same seed, to the bit, and another of another', async () => {
    const runs = [];
    for (const seed of [5, 5, 6]) {
      const system = tiny(id, { seed });
      const state = startTraining(system);
      runs.push({ losses: await go(system, state), state });
    }
    expect(runs[1]).toEqual(runs[0]);
    expect(runs[2]?.losses).not.toEqual(runs[0]?.losses);
  });

  test.each([1, 17, 40])(
    'stopped and stored after %i updates, goes on to the bit of a run without a stop',
    async (stop) => {
      const system = tiny(id);
      const [whole, halved] = [startTraining(system), startTraining(system)];
      const losses = await go(system, whole);
      const before = await go(system, halved, stop);
      const restored = restoreTraining(storeTraining(halved, 'run'), 'run');
      if (restored === undefined) throw new Error('the run was not restored');
      const after = await go(system, restored);
      expect([...before, ...after]).toEqual(losses);
      expect(restored).toEqual(whole);
    },
  );
});

test('training leaves no tensor behind', async () => {
  const system = tiny('lstm');
  const state = startTraining(system);
  await go(system, state, 2);
  const before = tf.memory().numTensors;
  await go(system, state);
  expect(tf.memory().numTensors).toBe(before);
});

test('a learning rate of a million stops at the next update, and the run is left as it was before', async () => {
  const system = tiny('tanh', { learningRate: 1e6 });
  const [state, fresh] = [startTraining(system), startTraining(system)];
  const losses: number[] = [];
  const run = async (): Promise<void> => {
    for await (const { loss } of trainCharacters(system, text, state)) losses.push(loss);
  };
  await expect(run()).rejects.toThrow(DivergenceError);
  expect(losses).toHaveLength(1);
  expect(state.weights).toEqual(fresh.weights);
  expect(state.adam).toEqual(fresh.adam);
  await expect(run()).rejects.toThrow(
    /diverged: after update 1 .* The weights of update 0 are kept.*smaller learning rate than 1000000/,
  );
});

test('a run that diverges late keeps the weights of the update before', async () => {
  const [calm, wild] = [tiny('gru'), tiny('gru', { learningRate: 1e6 })];
  const state = startTraining(calm);
  await go(calm, state, 4);
  const before = structuredClone(state);
  await expect(go(wild, state)).rejects.toThrow('The weights of update 4 are kept');
  expect(state.weights).toEqual(before.weights);
  expect(state.adam).toEqual(before.adam);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY])(
  'a weight of %f stops the run at once, and nothing else is touched',
  async (poison) => {
    const system = tiny('lstm');
    const state = startTraining(system);
    const { values } = state.weights.W_hi ?? { values: new Float32Array() };
    values[0] = poison;
    const before = structuredClone(state.weights);
    await expect(go(system, state)).rejects.toThrow(DivergenceError);
    expect(state.weights).toEqual(before);
    expect(state.adam.updates).toBe(0);
  },
);

test('a text without one window for each stream is refused', async () => {
  const system = tiny('tanh');
  const run = trainCharacters(system, text.subarray(0, 18), startTraining(system));
  await expect(run.next()).rejects.toThrow('18 letters are too few to train on: 3 streams of 6 take 19');
});

test('a stored run of another recipe is not gone on with, and a damaged one is refused', () => {
  const state = startTraining(tiny('tanh'));
  expect(restoreTraining(storeTraining(state, 'one'), 'another')).toBeUndefined();
  state.adam.updates = Number.NaN;
  expect(() => restoreTraining(storeTraining(state, 'one'), 'one')).toThrow(CheckpointError);
});

test('a network that cannot tell letters apart loses exactly log2 of their number', async () => {
  const network = nextSymbol(cells.tanh);
  const sizes = { X: 65, H: 3, Y: 65 };
  const weights = initialise(network, sizes, 1);
  weights.W_hy?.values.fill(0);
  const random = createRandom(2);
  const letters = Uint8Array.from({ length: 5000 }, () => random.integer(65));
  expect(await measureLoss(network, sizes, weights, letters)).toBeCloseTo(Math.log2(65), 6);
});

test('a network that is sure of the right letter loses nothing, and of the wrong one as much as it is sure', async () => {
  // A text of one letter only; b_y gives it a lead of 20 nats over the other: −log₂ σ(20) ≈ 0, −log₂ σ(−20) = 20/ln 2 + log₂(1 + e^−20).
  const network = nextSymbol(cells.tanh);
  const sizes = { X: 2, H: 3, Y: 2 };
  const weights = initialise(network, sizes, 1);
  weights.W_hy?.values.fill(0);
  weights.b_y?.values.set([20, 0]);
  expect(await measureLoss(network, sizes, weights, new Uint8Array(1025))).toBeCloseTo(0, 6);
  expect(await measureLoss(network, sizes, weights, new Uint8Array(1025).fill(1))).toBeCloseTo(20 / Math.LN2, 5);
});

test('the loss is that of float64, each of sixteen streams read from beginning to end', async () => {
  const network = nextSymbol(cells.lstm);
  const sizes = { X: 4, H: 3, Y: 4 };
  const random = createRandom(21);
  const drawn = drawParameters(network, sizes, random, 2);
  const weights = Object.fromEntries(
    Object.entries(parameters(network, sizes)).map(([name, shape]) => [
      name,
      { shape, values: Float32Array.from(drawn[name]?.flat() ?? []) },
    ]),
  );
  const letters = Uint8Array.from({ length: 16 * 128 + 1 }, () => random.integer(4));
  let bits = 0;
  for (let stream = 0; stream < 16; stream++) {
    const part = [...letters.subarray(stream * 128, stream * 128 + 129)];
    const oneHot = part.slice(0, 128).map((token) => [0, 1, 2, 3].map((place) => (place === token ? 1 : 0)));
    evaluateSequence(network, drawn, oneHot).steps.forEach(({ y }, t) => {
      bits -= Math.log2(y?.[part[t + 1] ?? 0] ?? Number.NaN);
    });
  }
  expect(await measureLoss(network, sizes, weights, letters)).toBeCloseTo(bits / 2048, 6);
});

test('measuring leaves no tensor behind, and refuses a text too short', async () => {
  const network = nextSymbol(cells.gru);
  const sizes = { X: 3, H: 2, Y: 3 };
  const weights = initialise(network, sizes, 1);
  const before = tf.memory().numTensors;
  await measureLoss(network, sizes, weights, new Uint8Array(3000));
  expect(tf.memory().numTensors).toBe(before);
  await expect(measureLoss(network, sizes, weights, new Uint8Array(1024))).rejects.toThrow(
    'a text of 1024 letters is too short to measure; it takes 1025',
  );
});
