import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '../base/random';
import { cells } from '../cells';
import { startBackend } from '../commands/startBackend';
import { defineCell, stack } from '../equations/defineCell';
import { softmax, tanh } from '../equations/language';
import { bitReadout } from '../networks/bitReadout';
import { nextSymbol } from '../networks/nextSymbol';
import { drawBatch } from '../tasks/drawBatch';
import type { Settings } from '../systems/Settings';
import type { LossKind } from '../tasks/Task';
import type { SequenceBatch } from '../tasks/SequenceBatch';
import { parity } from '../tasks/parity';
import { adding } from '../tasks/adding';
import { gradientNorm, gradientNorms } from './clipGradients';
import { FusedLearner } from './FusedLearner';
import { initialise } from './initialise';
import type { Learner } from './Learner';
import { startOptimiser } from './optimise';
import { PlainLearner } from './PlainLearner';
import { startLearner } from './startLearner';
import { stateSizes } from './tensors';
import { textStream } from './textStream';
import type { TrainingState } from './TrainingState';

const linearReadout = defineCell({
  id: 'linear-readout',
  state: [],
  inputs: { h: 'H' },
  sizes: { y: 'Y' },
  equations: ({ h, affine }) => ({ y: affine('y', h) }),
});

const base: Settings = {
  learningRate: 0.02,
  schedule: { kind: 'constant' },
  optimiser: { kind: 'adam', meanDecay: 0.9, squareDecay: 0.999, epsilon: 1e-6, weightDecay: 0.1 },
  clip: { kind: 'norm', bound: 0.1 },
};

beforeAll(startBackend);

/** The same run by both learners, from the same weights, over the same batches. */
async function race(
  network: ReturnType<typeof nextSymbol>,
  sizes: { X: number; H: number; Y: number },
  kind: LossKind,
  batches: readonly SequenceBatch[],
  settings: readonly Settings[],
) {
  const make = (): TrainingState => {
    const weights = initialise(network, sizes, 3);
    const B = batches[0]?.batch ?? 1;
    return {
      updates: 0,
      weights,
      optimiser: startOptimiser((settings[0] ?? base).optimiser.kind, weights),
      carried: Object.fromEntries(
        Object.entries(stateSizes(network, sizes)).map(([name, size]) => [name, new Float32Array(B * size)]),
      ),
    };
  };
  const states = { fused: make(), plain: make() };
  const isTokens = batches[0]?.tokens !== undefined;
  const learners: Record<'fused' | 'plain', Learner> = {
    fused: new FusedLearner({ network, sizes }, states.fused, kind, isTokens),
    plain: new PlainLearner({ network, sizes }, states.plain, kind),
  };
  const random = createRandom(8);
  for (const [place, batch] of batches.entries()) {
    const startsAnew = Array.from({ length: batch.batch }, () => random.uniform() < 0.3);
    const told = settings[place % settings.length] ?? base;
    const found = {
      fused: await learners.fused.differentiate(batch, startsAnew),
      plain: await learners.plain.differentiate(batch, startsAnew),
    };
    expect(found.fused.loss).toBeCloseTo(found.plain.loss, 5);
    expect(Math.abs(found.fused.norm / found.plain.norm - 1)).toBeLessThan(1e-4);
    expect(learners.fused.accuracy()).toBe(learners.plain.accuracy());
    const [ours, theirs] = [learners.fused.gradients(), learners.plain.gradients()];
    const largest = Math.max(...Object.values(theirs).flatMap((values) => [...values].map(Math.abs)));
    for (const [name, values] of Object.entries(theirs))
      values.forEach((value, i) =>
        expect(Math.abs((ours[name]?.[i] ?? Number.NaN) - value) / largest, name).toBeLessThan(1e-5),
      );
    for (const learner of Object.values(learners)) learner.apply(told, told.learningRate);
  }
  for (const learner of Object.values(learners)) learner.settle();
  return { states, learners };
}

function compare({ fused, plain }: { fused: TrainingState; plain: TrainingState }): void {
  expect(fused.updates).toBe(plain.updates);
  expect(fused.optimiser.updates).toBe(plain.optimiser.updates);
  const close = (ours: Float32Array | undefined, theirs: Float32Array, name: string): void => {
    expect(ours, name).toHaveLength(theirs.length);
    theirs.forEach((value, i) =>
      expect(Math.abs((ours?.[i] ?? Number.NaN) - value), `${name}[${i}]`).toBeLessThan(2e-4),
    );
  };
  for (const [name, { values }] of Object.entries(plain.weights)) close(fused.weights[name]?.values, values, name);
  for (const [slot, memory] of Object.entries(plain.optimiser.slots))
    for (const [name, values] of Object.entries(memory))
      close(fused.optimiser.slots[slot]?.[name], values, `${slot} ${name}`);
  for (const [name, values] of Object.entries(plain.carried)) close(fused.carried[name], values, `carried ${name}`);
}

function textBatches(count: number, B: number, T: number, size: number): SequenceBatch[] {
  const random = createRandom(4);
  const stream = textStream(
    Uint8Array.from({ length: 400 }, () => random.integer(size)),
    size,
  );
  return Array.from({ length: count }, (_, i) =>
    stream.cut(
      Array.from({ length: B }, (_b, b) => 20 * b + i * T),
      T,
    ),
  );
}

describe.each(Object.entries(cells))('a network of %s', (_id, cell) => {
  test('is trained by fused kernels as by the plain path: losses, gradients, weights, memory and carried states', async () => {
    const { states } = await race(nextSymbol(cell), { X: 5, H: 7, Y: 5 }, 'crossEntropy', textBatches(6, 3, 8, 5), [
      base,
    ]);
    compare(states);
  });
});

test.each<[string, Settings]>([
  ['sgd', { ...base, optimiser: { kind: 'sgd' } }],
  ['Nesterov’s momentum', { ...base, optimiser: { kind: 'nesterov', momentum: 0.9 } }],
  [
    'RMSProp, cut off by value',
    { ...base, optimiser: { kind: 'rmsprop', decay: 0.9, epsilon: 1e-4 }, clip: { kind: 'value', bound: 0.01 } },
  ],
  ['Adam, unclipped', { ...base, clip: undefined }],
])('by %s both learners come to the same weights', async (_name, settings) => {
  const { states } = await race(nextSymbol(cells.gru), { X: 4, H: 6, Y: 4 }, 'crossEntropy', textBatches(6, 2, 5, 4), [
    settings,
  ]);
  compare(states);
});

test('bits and numbers have the same losses on both paths, over batches of different lengths', async () => {
  const batches = [4, 9, 4, 6].map((T, i) => drawBatch(parity(T), createRandom(i), 5, 'any'));
  const bits = await race(stack('bits', cells.tanh, bitReadout), { X: 1, H: 6, Y: 1 }, 'bernoulli', batches, [base]);
  compare(bits.states);
  const sums = [6, 12, 6].map((T, i) => drawBatch(adding(T), createRandom(i), 4, 'any'));
  compare(
    (await race(stack('sum', cells.lstm, linearReadout), { X: 2, H: 5, Y: 1 }, 'squaredError', sums, [base])).states,
  );
});

test('going back leaves what was there before the last update, also where that exchanged the optimiser', async () => {
  for (const last of [base, { ...base, optimiser: { kind: 'sgd' } as const }]) {
    const { learners, states } = await race(
      nextSymbol(cells.lstm),
      { X: 4, H: 4, Y: 4 },
      'crossEntropy',
      textBatches(3, 2, 5, 4),
      [base],
    );
    const before = structuredClone(states.fused);
    const [batch] = textBatches(1, 2, 5, 4);
    if (batch === undefined) throw new Error('there is no batch');
    await learners.fused.differentiate(batch, [false, false]);
    learners.fused.apply(last, 0.5);
    learners.fused.settle();
    expect(states.fused.weights).not.toEqual(before.weights);
    learners.fused.goBack();
    learners.fused.settle();
    expect(states.fused).toEqual(before);
  }
});

test('a network that has no fused form is trained on the plain path, and says why when asked for more', async () => {
  const odd = stack(
    'attentive',
    defineCell({ id: 'odd', state: ['h'], equations: ({ x, h, affine }) => ({ h: tanh(softmax(affine('h', x, h))) }) }),
    bitReadout,
  );
  const sizes = { X: 1, H: 3, Y: 1 };
  const weights = initialise(odd, sizes, 1);
  const state: TrainingState = {
    updates: 0,
    weights,
    optimiser: startOptimiser('adam', weights),
    carried: { h: new Float32Array(6) },
  };
  const data = {
    loss: 'bernoulli',
    batch: 2,
    updates: 1,
    batchOf: () => batch,
    startsAnew: () => [true, true],
  } as const;
  const batch = drawBatch(parity(3), createRandom(1), 2, 'any');
  expect(startLearner({ network: odd, sizes }, data, state).path).toBe('plain');
  expect(() => startLearner({ network: odd, sizes }, data, state, 'fused')).toThrow(/softmax has no fused form/);
  const learner = startLearner({ network: odd, sizes }, data, state);
  const { norm } = await learner.differentiate(batch, [true, true]);
  expect(gradientNorm({ all: Float32Array.from(Object.values(gradientNorms(learner.gradients()))) })).toBeCloseTo(
    norm,
    6,
  );
});
