import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { createRandom } from '../base/random';
import { cells } from '../cells';
import { startBackend } from '../commands/startBackend';
import { drawParameters } from '../equations/drawParameters';
import { parameters } from '../equations/evaluate';
import { evaluateSequence } from '../equations/evaluateSequence';
import { nextSymbol } from '../networks/nextSymbol';
import { initialise } from './initialise';
import { measureLoss } from './measureLoss';

beforeAll(startBackend);

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
