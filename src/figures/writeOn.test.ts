import { expect, test } from 'vitest';
import type { SampleJob } from '../engine/Engine';
import { writeOn } from './writeOn';

const vocabulary = '\nabc';
const job = { owner: 'a', system: 'char-rnn', tokens: [1], temperature: 1, seed: 1 } as const;
const engine = (text: string, asked: SampleJob[] = []) => ({
  sample: (given: SampleJob) => {
    asked.push(given);
    const tokens = [...text].slice(0, given.letters).map((letter) => vocabulary.indexOf(letter));
    return Promise.resolve({ futures: [{ tokens, chances: new Float32Array(tokens.length) }] });
  },
});

test('so many letters are written as are asked for, by one future', async () => {
  const asked: SampleJob[] = [];
  expect(await writeOn(engine('abcabc', asked), job, 4, vocabulary)).toBe('abca');
  expect(asked).toEqual([{ ...job, letters: 4, futures: 1 }]);
});

test('a line ends with its break, or where patience does', async () => {
  expect(await writeOn(engine('ab\ncab'), job, 'line', vocabulary)).toBe('ab\n');
  expect(await writeOn(engine('abc'.repeat(100)), job, 'line', vocabulary)).toHaveLength(200);
});

test('a wish that was overtaken writes nothing, and nothing follows from no letter', async () => {
  expect(await writeOn({ sample: () => Promise.resolve(undefined) }, job, 1, vocabulary)).toBeUndefined();
  await expect(writeOn(engine('a'), { ...job, tokens: [] }, 1, vocabulary)).rejects.toThrow('Type a letter first');
});
