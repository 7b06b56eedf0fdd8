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
  const whole = startTrainer(system, tokens);
  const first = startTrainer(system, tokens);
  for (let update = 0; update < 3; update++) await first.next();
  const second = startTrainer(system, tokens, first.store());
  for (let update = 0; update < 3; update++) await whole.next();
  expect(await second.next()).toEqual(await whole.next());
  expect(second.store()).toEqual(whole.store());
  await Promise.all([whole.end(), first.end(), second.end()]);
  expect(tf.memory().numTensors).toBe(before);
});

test('what cannot be trained is refused in words', () => {
  expect(() => startTrainer(systems['char-rnn'], [1, 2, 3])).toThrow('2 steps are too few');
  expect(() => startTrainer(systems['misprinted-letters'], tokens)).toThrow('misprinted-letters has no recipe');
});

test('a system that makes its sequences itself needs no text', async () => {
  const trainer = startTrainer(systems['binary-addition'], []);
  const first = await trainer.next();
  expect(first).toMatchObject({ update: 1, updates: 1500 });
  // Bits a bit: about one before anything is learnt.
  expect(first?.loss).toBeCloseTo(1, 0);
  await trainer.end();
});
