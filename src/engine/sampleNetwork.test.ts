import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '../base/random';
import { evaluateIntervened } from '../equations/evaluateIntervened';
import type { Intervention } from '../equations/Intervention';
import { drawToken } from '../networks/drawToken';
import { temper } from '../networks/temper';
import { systems } from '../systems';
import type { System } from '../systems/System';
import { nestWeights } from '../traces/nestWeights';
import { readSafetensors } from '../traces/safetensors';
import { toTensors } from '../training/tensors';
import type { SampleJob } from './Engine';
import { sampleNetwork } from './sampleNetwork';

const system: System = systems['tanh-rnn-letters'];
const { weights } = readSafetensors(readFileSync(join('public', system.checkpoint)));
const goOn = (): Promise<boolean> => Promise.resolve(true);
const prompt = [...'the king'].map((letter) => system.vocabulary.indexOf(letter));
const job = { tokens: prompt, letters: 12, futures: 3, temperature: 1, seed: 7 };

type Told = Partial<Omit<SampleJob, 'owner' | 'system' | 'weights'>>;
async function sample(told: Told = {}, pause = goOn) {
  const tensors = toTensors(weights);
  return sampleNetwork(system, { weights, tensors }, { ...job, ...told }, pause).finally(() =>
    tf.dispose(Object.values(tensors)),
  );
}

/** The network's chances in double precision after each letter of a text. */
function exactChances(tokens: readonly number[], interventions: readonly Intervention[] = []): number[][] {
  const X = system.sizes.X ?? 0;
  const xs = tokens.map((token) => Array.from({ length: X }, (_, i) => (i === token ? 1 : 0)));
  return evaluateIntervened(system.network, nestWeights(weights), xs, interventions).map((step) => step.y ?? []);
}

beforeAll(async () => {
  await tf.setBackend('cpu');
});

test('at temperature zero every future is the likeliest letter after the likeliest letter, as in double precision', async () => {
  const text = [...prompt];
  for (let letter = 0; letter < job.letters; letter++) {
    const chances = exactChances(text).at(-1) ?? [];
    text.push(chances.indexOf(Math.max(...chances)));
  }
  const futures = await sample({ temperature: 0 });
  expect(futures?.map(({ tokens }) => tokens)).toEqual(Array.from({ length: 3 }, () => text.slice(prompt.length)));
  expect(futures?.[0]?.chances).toEqual(new Float32Array(job.letters).fill(1));
});

describe.each([0.5, 1, 2])('at temperature %f', (temperature) => {
  test('each letter has the chance that double precision gives it, in every future of the batch', async () => {
    for (const { tokens, chances } of (await sample({ temperature })) ?? []) {
      const exact = exactChances([...prompt, ...tokens]).slice(prompt.length - 1);
      tokens.forEach((token, place) => {
        const weighted = (exact[place] ?? []).map((chance) => chance ** (1 / temperature));
        const expected = (weighted[token] ?? 0) / weighted.reduce((sum, weight) => sum + weight, 0);
        expect(chances[place]).toBeCloseTo(expected, 4);
      });
    }
  });

  test('letters are drawn as often as their chances say', () => {
    const chances = [0.4, 0.3, 0.2, 0.07, 0.03, 0];
    const weighted = chances.map((chance) => chance ** (1 / temperature));
    const sum = weighted.reduce((total, weight) => total + weight, 0);
    const random = createRandom(11);
    const draws = 20_000;
    const counts = new Array<number>(chances.length).fill(0);
    for (let draw = 0; draw < draws; draw++) {
      const token = drawToken(temper(chances, temperature), random.uniform());
      counts[token] = (counts[token] ?? 0) + 1;
    }
    weighted.forEach((weight, token) => {
      const expected = weight / sum;
      const deviation = Math.sqrt((expected * (1 - expected)) / draws);
      expect(Math.abs((counts[token] ?? 0) / draws - expected)).toBeLessThanOrEqual(4 * deviation);
    });
    expect(counts[5]).toBe(0);
  });
});

test('the same seed writes the same futures; more futures and more letters leave the first ones as they were', async () => {
  const futures = await sample();
  expect(await sample()).toEqual(futures);
  expect(await sample({ seed: 8 })).not.toEqual(futures);
  expect(new Set(futures?.map(({ tokens }) => tokens.join())).size).toBe(3);
  const more = await sample({ futures: 5, letters: 20 });
  expect(more?.slice(0, 3).map(({ tokens }) => tokens.slice(0, 12))).toEqual(futures?.map(({ tokens }) => tokens));
  const [first] = futures ?? [];
  const on = await sample({ tokens: [...prompt, ...(first?.tokens.slice(0, 5) ?? [])], letters: 7, futures: 1 });
  expect(on?.[0]?.tokens).toEqual(first?.tokens.slice(5));
});

test('interventions count the steps of the prompt, and go on into the futures', async () => {
  const interventions: Intervention[] = [
    { kind: 'clamp', quantity: 'h', value: 0, from: prompt.length + 4 },
    { kind: 'edit', parameter: 'b_y', row: 1, value: 3, until: prompt.length + 2 },
  ];
  for (const { tokens, chances } of (await sample({ interventions })) ?? []) {
    const exact = exactChances([...prompt, ...tokens], interventions).slice(prompt.length - 1);
    tokens.forEach((token, place) => expect(chances[place]).toBeCloseTo(exact[place]?.[token] ?? Number.NaN, 4));
  }
});

test('it looks up now and then, ends when nobody waits any more, and leaves no tensors behind', async () => {
  const before = tf.memory().numTensors;
  let pauses = 0;
  const futures = await sample({ letters: 400, futures: 8 }, () => Promise.resolve(++pauses > 0));
  expect(futures?.[7]?.tokens).toHaveLength(400);
  expect(pauses).toBeGreaterThan(0);
  expect(await sample({ letters: 2000, futures: 64 }, () => Promise.resolve(false))).toBeUndefined();
  expect(tf.memory().numTensors).toBe(before);
});

test('what cannot be written is refused in words', async () => {
  await expect(sample({ tokens: [] })).rejects.toThrow('there is nothing to write on from; begin with a letter');
  await expect(sample({ tokens: [65] })).rejects.toThrow('step 0 holds the token 65; the network knows 0 to 64');
  await expect(sample({ futures: 65 })).rejects.toThrow('futures should be a whole number from 1 to 64, is 65');
  await expect(sample({ letters: 0 })).rejects.toThrow('letters should be a whole number from 1 to 2000, is 0');
  await expect(sample({ temperature: -1 })).rejects.toThrow('the temperature is -1');
});
