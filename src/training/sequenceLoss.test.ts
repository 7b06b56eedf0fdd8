import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '../base/random';
import { cells } from '../cells';
import { startBackend } from '../commands/startBackend';
import { type Cell, defineCell, stack } from '../equations/defineCell';
import { drawParameters } from '../equations/drawParameters';
import { parameters } from '../equations/evaluate';
import { evaluateSequence } from '../equations/evaluateSequence';
import type { Expression } from '../equations/Expression';
import type { Parameters } from '../equations/Nested';
import { sigmoid, softmax } from '../equations/language';
import type { SequenceBatch } from '../tasks/SequenceBatch';
import { scoreAnswers } from '../tasks/scoreAnswers';
import type { LossKind } from '../tasks/Task';
import type { Weights } from '../traces/Weights';
import { computeGradients } from './computeGradients';
import { measureTask } from './measureTask';
import { sequenceLoss } from './sequenceLoss';

const ends = { crossEntropy: softmax, bernoulli: sigmoid, squaredError: undefined } as const;
const [B, T, sizes] = [4, 6, { X: 3, H: 5, Y: 3 }];

/** A network that ends as the loss needs it to, its scores a quantity of their own. */
function networkFor(kind: LossKind): Cell {
  const end = ends[kind];
  const readout = defineCell({
    id: 'readout',
    state: [],
    inputs: { h: 'H' },
    sizes: { s: 'Y', y: 'Y' },
    equations({ h, affine }): Record<string, Expression> {
      const s = affine('s', h);
      return end === undefined ? { y: s } : { s, y: end(s) };
    },
  });
  return stack(`for-${kind}`, cells.lstm, readout);
}

/** Sequences of which some steps do not count. */
function drawSequences(kind: LossKind, seed: number): SequenceBatch {
  const random = createRandom(seed);
  const targets = new Float32Array(T * B * sizes.Y);
  for (let row = 0; row < T * B; row++)
    if (kind === 'crossEntropy') targets[row * sizes.Y + random.integer(sizes.Y)] = 1;
    else
      for (let k = 0; k < sizes.Y; k++)
        targets[row * sizes.Y + k] = kind === 'bernoulli' ? random.integer(2) : random.normal();
  const counted = Uint8Array.from({ length: T * B }, () => (random.uniform() < 0.7 ? 1 : 0));
  const inputs = Float32Array.from({ length: T * B * sizes.X }, () => random.normal());
  return { steps: T, batch: B, inputs, targets, counted, scored: counted };
}

beforeAll(startBackend);

describe.each(Object.keys(ends) as LossKind[])('%s', (kind) => {
  const network = networkFor(kind);
  const drawn = drawParameters(network, sizes, createRandom(5), 1);
  const weights: Weights = Object.fromEntries(
    Object.entries(parameters(network, sizes)).map(([name, shape]) => [
      name,
      { shape, values: Float32Array.from(drawn[name]?.flat() ?? []) },
    ]),
  );
  const batch = drawSequences(kind, 9);
  const rounded = Object.fromEntries(
    Object.entries(drawn).map(([name, value]) => [name, round(value)]),
  ) as unknown as Parameters;
  const zeros = { h: new Float32Array(B * sizes.H), c: new Float32Array(B * sizes.H) };
  /** The scores of every step in float64, [T·B, Y], and the runs that they are read from. */
  const exactScores = (given: Parameters): number[] => {
    const rows: number[] = [];
    for (let b = 0; b < B; b++)
      evaluateSequence(network, given, inputsOf(batch, b)).steps.forEach(({ s, y }, t) => {
        (s ?? y ?? []).forEach((value, k) => (rows[(t * B + b) * sizes.Y + k] = value));
      });
    return rows;
  };

  test('is that of float64, over the steps that count', async () => {
    const { loss } = await computeGradients({ network, sizes }, weights, batch, zeros, kind);
    expect(loss).toBeCloseTo(scoreAnswers(kind, batch, exactScores(rounded)).loss, 6);
  });

  test('has the gradient of float64', async () => {
    const { gradients } = await computeGradients({ network, sizes }, weights, batch, zeros, kind);
    const upstream = upstreamOf(kind, batch, exactScores(rounded));
    const exact: Record<string, number[]> = {};
    for (let b = 0; b < B; b++) {
      const name = kind === 'squaredError' ? 'y' : 's';
      const { gradients: own } = evaluateSequence(network, rounded, inputsOf(batch, b), {
        upstream: Array.from({ length: T }, (_, t) => ({
          [name]: upstream.slice((t * B + b) * sizes.Y, (t * B + b + 1) * sizes.Y),
        })),
      });
      for (const [parameter, gradient] of Object.entries(own?.parameters ?? {}))
        exact[parameter] = gradient.flat().map((value, i) => value + (exact[parameter]?.[i] ?? 0));
    }
    const largest = Math.max(...Object.values(exact).flat().map(Math.abs));
    expect(Object.keys(gradients).sort()).toEqual(Object.keys(exact).sort());
    for (const [name, values] of Object.entries(exact))
      values.forEach((value, i) => {
        expect(Math.abs((gradients[name]?.[i] ?? Number.NaN) - value) / largest, `${name}[${i}]`).toBeLessThan(2e-6);
      });
  });

  test('does not see what does not count', async () => {
    const changed = batch.targets.map((target, at) => (batch.counted[Math.floor(at / sizes.Y)] === 1 ? target : 0));
    const [one, other] = [batch, { ...batch, targets: changed }].map((given) =>
      computeGradients({ network, sizes }, weights, given, zeros, kind),
    );
    expect(await one).toEqual(await other);
  });

  test('is measured as it is scored, and leaves no tensor behind', async () => {
    const before = tf.memory().numTensors;
    const found = await measureTask({ network, sizes }, weights, kind, batch);
    const exact = scoreAnswers(kind, batch, exactScores(rounded));
    expect(found.loss).toBeCloseTo(exact.loss, 6);
    expect([found.accuracy, found.wholeSequences]).toEqual([exact.accuracy, exact.wholeSequences]);
    expect(tf.memory().numTensors).toBe(before);
  });
});

test.each([
  ['bernoulli', 800, 0],
  ['bernoulli', -800, 800],
  ['crossEntropy', 800, 0],
  ['crossEntropy', -800, 800],
] as const)('%s of a score of %f is %f, no infinity', (kind, score, expected) => {
  // One step of a network that has learnt nothing but a bias; the answer asked for is 1, or the first class.
  const network = networkFor(kind);
  const one = { X: 1, H: 1, Y: kind === 'crossEntropy' ? 2 : 1 };
  const found = tf.tidy(() => {
    const given = Object.fromEntries(
      Object.entries(parameters(network, one)).map(([name, shape]) => [
        name,
        name === 'b_s' ? tf.tensor1d([score, 0].slice(0, one.Y)) : tf.zeros(shape),
      ]),
    );
    const every = Uint8Array.of(1);
    const targets = Float32Array.of(1, 0).slice(0, one.Y);
    const batch = { steps: 1, batch: 1, inputs: new Float32Array(1), targets, counted: every, scored: every };
    const state = { h: tf.zeros<tf.Rank.R2>([1, 1]), c: tf.zeros<tf.Rank.R2>([1, 1]) };
    return sequenceLoss(network, given, batch, state, kind).loss.dataSync()[0];
  });
  expect(found).toBeCloseTo(expected, 5);
});

test('a network that does not end as the loss needs it to is named', async () => {
  const network = networkFor('squaredError');
  const batch = drawSequences('bernoulli', 1);
  await expect(computeGradients({ network, sizes }, {}, batch, {}, 'bernoulli')).rejects.toThrow();
  expect(() =>
    tf.tidy(() => sequenceLoss(network, weightsOfOnes(network), batch, statesOf(network), 'bernoulli').loss),
  ).toThrow('network "for-squaredError" has no y = sigmoid(…) to take a loss of the kind "bernoulli" from');
});

function weightsOfOnes(network: Cell): Record<string, tf.Tensor> {
  return Object.fromEntries(Object.entries(parameters(network, sizes)).map(([name, shape]) => [name, tf.ones(shape)]));
}

function statesOf(network: Cell): Record<string, tf.Tensor2D> {
  return Object.fromEntries(network.state.map((name) => [name, tf.zeros<tf.Rank.R2>([B, sizes.H])]));
}

function inputsOf({ inputs }: SequenceBatch, b: number): number[][] {
  return Array.from({ length: T }, (_, t) => [...inputs.subarray((t * B + b) * sizes.X, (t * B + b + 1) * sizes.X)]);
}

/** ∂L/∂score by its definition: the squashed score less the target, over how many are counted. */
function upstreamOf(kind: LossKind, { targets, counted }: SequenceBatch, scores: readonly number[]): number[] {
  const many = counted.reduce((sum, is) => sum + is, 0);
  return scores.map((score, at) => {
    const row = Math.floor(at / sizes.Y);
    const own = scores.slice(row * sizes.Y, (row + 1) * sizes.Y);
    const target = targets[at] ?? 0;
    const share = (counted[row] ?? 0) / many;
    if (kind === 'crossEntropy')
      return share * (Math.exp(score) / own.reduce((sum, each) => sum + Math.exp(each), 0) - target);
    if (kind === 'bernoulli') return (share / sizes.Y) * (1 / (1 + Math.exp(-score)) - target);
    return (share / sizes.Y) * 2 * (score - target);
  });
}

function round(value: unknown): unknown {
  return Array.isArray(value) ? value.map(round) : Math.fround(Number(value));
}
