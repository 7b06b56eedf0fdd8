import { join } from 'node:path';
import { expect, test } from 'vitest';
import { unpackRun } from '../frame/bakeRun';
import { readResources } from '../site/build/readResources';
import { systems } from '../systems';
import { readText } from '../tasks/characters';
import { bakeFutures } from './bakeFutures';
import { bitsOf } from './bitsOf';
import { entropyOf } from './entropyOf';
import { forecastAt } from './forecastAt';
import { layOutFan } from './layOutFan';
import { mergeFutures } from './mergeFutures';
import { bakedLength, bakeNextLetter } from './nextLetterProps';
import { tableOfForecasts } from './tableOfForecasts';

const resources = readResources(join(import.meta.dirname, '../../public'));
const system = 'tanh-rnn-letters';
const { vocabulary } = systems[system];
const props = bakeNextLetter({ id: 'next', number: '2.2', text: 'To be, or not to b' }, resources);
const run = unpackRun(props.run);
const last = run.trace.steps;
const tokensOf = (text: string) => readText(text, vocabulary).map(({ token }) => token);
const how = { letters: 24, futures: 6, temperature: 1, seed: 1 };

test('what the number draws at the end of the text is how the first future begins', () => {
  for (const seed of [1, 2, 3, 4]) {
    const [future] = bakeFutures(system, run.trace.tokens, resources, { ...how, futures: 1, letters: 1, seed });
    expect(forecastAt(run.trace, vocabulary, last, 1, seed)?.drawn).toBe(future?.tokens[0]);
  }
});

test('a text that has taken letters of its first future goes on as that future did', () => {
  const [future] = bakeFutures(system, tokensOf('hello wor'), resources, { ...how, futures: 1 });
  const taken = future?.tokens.slice(0, 7) ?? [];
  const [after] = bakeFutures(system, [...tokensOf('hello wor'), ...taken], resources, {
    ...how,
    futures: 1,
    letters: 17,
  });
  expect([...taken, ...(after?.tokens ?? [])]).toEqual(future?.tokens);
});

test('more futures leave those before as they were; another seed has others; at temperature 0 all are one', () => {
  const of = (change: Partial<typeof how>) => bakeFutures(system, tokensOf('the '), resources, { ...how, ...change });
  expect(of({ futures: 9 }).slice(0, 6)).toEqual(of({}));
  expect(of({ seed: 2 })).not.toEqual(of({}));
  expect(mergeFutures(of({ temperature: 0 }).map(({ tokens }) => tokens))).toHaveLength(1);
  expect(of({ temperature: 0 })[0]?.bits).toBe(0);
});

test('the forecast is warmer with the temperature, and its doubt is counted in bits', () => {
  const doubts = [0, 0.3, 0.7, 1, 1.5, 2].map((heat) => forecastAt(run.trace, vocabulary, 3, heat, 1)?.entropy ?? -1);
  expect(doubts[0]).toBe(0);
  for (let i = 1; i < doubts.length; i++) expect(doubts[i]).toBeGreaterThan(doubts[i - 1] ?? Infinity);
  expect(entropyOf([0.25, 0.25, 0.5])).toBe(1.5);
  expect(bitsOf([0.5, 0.25])).toBe(3);
  expect(forecastAt(run.trace, vocabulary, 0, 1, 1)).toBeUndefined();
});

test('as many futures are baked as the page samples', () => {
  expect(props.futures).toHaveLength(Number(props.start.futures));
  for (const { tokens } of props.futures) expect(tokens).toHaveLength(bakedLength);
  expect(props.start.t).toBe(last);
});

test('the table holds, for each letter, the whole forecast at the temperature', () => {
  const { columns, steps } = tableOfForecasts(run, vocabulary, 0.5, 1);
  expect(steps).toBe(last);
  expect(new Set(columns.map(({ head }) => head)).size).toBe(columns.length);
  const row = columns.filter(({ head }) => head.startsWith('q of ')).map(({ at }) => Number(at(4)));
  expect(row).toEqual([...(forecastAt(run.trace, vocabulary, 5, 0.5, 1)?.chances ?? [])]);
});

test('in the fan every future has a row, shared letters stand in the middle, and nothing passes the edge', () => {
  const space = { left: 30, right: 330, rowPitch: 20, advance: 8, gap: 16 };
  const futures = ['the man', 'the moon', 'a dog', 'the moon'].map(tokensOf);
  const { lines, rows } = layOutFan(mergeFutures(futures), vocabulary, space);
  expect([...rows].sort()).toEqual([0, 1, 2, 3]);
  const [trunk] = lines;
  expect(trunk).toMatchObject({ text: 'the\u00a0m', y: 30, x: 30, length: 40, futures: [1, 3, 0] });
  expect(lines.map(({ text }) => text)).toEqual(['the\u00a0m', 'oon', 'an', 'a\u00a0dog']);
  const long = layOutFan(mergeFutures([tokensOf('x'.repeat(99))]), vocabulary, space).lines[0];
  expect((long?.x ?? 0) + (long?.length ?? 0)).toBeLessThanOrEqual(space.right);
  expect(long?.text.endsWith('…')).toBe(true);
});
