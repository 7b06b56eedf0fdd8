import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { systems } from '../systems';
import { tanhRnnLetters } from '../systems/tanhRnnLetters';
import { startTrainer } from './startTrainer';

const { training } = tanhRnnLetters;
const system = training && { ...tanhRnnLetters, training: { ...training, batch: 2, window: 4 } };
const tokens = Array.from({ length: 41 }, (_, i) => (i * i) % 7);

beforeAll(async () => {
  await tf.setBackend('cpu');
});

test('a run goes on from its copy to the bit, and leaves no tensors behind', async () => {
  if (system === undefined) throw new Error('the system has no recipe');
  const before = tf.memory().numTensors;
  const whole = startTrainer(system, { tokens });
  const first = startTrainer(system, { tokens });
  for (let update = 0; update < 3; update++) await first.next();
  const second = startTrainer(system, { tokens, from: first.store() });
  for (let update = 0; update < 3; update++) await whole.next();
  expect(await second.next()).toEqual(await whole.next());
  expect(second.store()).toEqual(whole.store());
  await Promise.all([whole.end(), first.end(), second.end()]);
  expect(tf.memory().numTensors).toBe(before);
});

test('what cannot be trained is refused in words', () => {
  expect(() => startTrainer(systems['char-rnn'], { tokens: [1, 2, 3] })).toThrow('2 steps are too few');
  expect(() => startTrainer(systems['misprinted-letters'], { tokens })).toThrow('misprinted-letters has no recipe');
});

test('a system that makes its sequences itself needs no text', async () => {
  const trainer = startTrainer(systems['binary-addition'], {});
  const first = await trainer.next();
  expect(first).toMatchObject({ update: 1, updates: 1500 });
  // Bits a bit: about one before anything is learnt.
  expect(first?.loss).toBeCloseTo(1, 0);
  await trainer.end();
});

const addition = systems['binary-addition'];
const lossesOf = async (job: Parameters<typeof startTrainer>[1], updates: number): Promise<number[]> => {
  const trainer = startTrainer(addition, job);
  const losses: number[] = [];
  for (let update = 0; update < updates; update++) losses.push((await trainer.next())?.loss ?? Number.NaN);
  await trainer.end();
  return losses;
};

test('begun again from the same seed, a run has the same losses to the bit; from another, others', async () => {
  const losses = await lossesOf({ seed: 3, sizes: { H: 5 } }, 6);
  expect(await lossesOf({ seed: 3, sizes: { H: 5 } }, 6)).toEqual(losses);
  expect(await lossesOf({ seed: 4, sizes: { H: 5 } }, 6)).not.toEqual(losses);
  expect(await lossesOf({ seed: 3, sizes: { H: 6 } }, 6)).not.toEqual(losses);
});

test.each([1, 3, 16])('a network of %i units is trained at its own width', async (H) => {
  const trainer = startTrainer(addition, { sizes: { H }, updates: 2 });
  const first = await trainer.next();
  expect(first?.updates).toBe(2);
  expect(first?.accuracy).toBeGreaterThan(0.2);
  expect(first?.accuracy).toBeLessThan(0.8);
  expect(trainer.weights().W_hh?.shape).toEqual([H, H]);
  await trainer.next();
  expect(await trainer.next()).toBeUndefined();
});

test('settings are those that the run is told, from the next update on', async () => {
  const still = startTrainer(addition, { settings: { learningRate: 0 } });
  const before = structuredClone(still.weights());
  await still.next();
  expect(still.weights()).toEqual(before);
  still.retune({ learningRate: 0.01 });
  await still.next();
  expect(still.weights()).not.toEqual(before);
  const same = startTrainer(addition, {});
  await same.next();
  expect((await same.next())?.loss).not.toBe((await startTrainer(addition, {}).next())?.loss);
  await Promise.all([still.end(), same.end()]);
});

test('a copy of another size or seed is refused, and so are numbers out of range', async () => {
  const small = startTrainer(addition, { sizes: { H: 2 } });
  await small.next();
  const from = small.store();
  expect(() => startTrainer(addition, { from })).toThrow('the copy is of another run');
  expect(() => startTrainer(addition, { from, sizes: { H: 2 }, seed: 9 })).toThrow('the copy is of another run');
  expect(() => startTrainer(addition, { sizes: { H: 0 } })).toThrow(
    'units should be a whole number from 1 to 512, is 0',
  );
  expect(() => startTrainer(addition, { seed: 0.5 })).toThrow('the seed should be a whole number');
  expect(() => startTrainer(addition, { settings: { learningRate: -1 } })).toThrow('number from 0 on, is -1');
});
