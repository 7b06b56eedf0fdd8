import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Reading, readThrough } from '../prose/readThrough';
import { readResources } from '../site/build/readResources';
import type { SystemId } from '../systems';

// What the chapters say in words about trained networks, asked of the stored weights again: a new training that changes it fails here.
// Numbers are not asserted, because the pages compute them.

const resources = readResources(join(import.meta.dirname, '../../public'));
const read = (text: string, system: SystemId = 'tanh-rnn-letters') => readThrough(system, text, resources);
const last = (readings: readonly Reading[]): Reading => readings.at(-1) ?? fail();
const chance = (after: string, letter: string): number => last(read(after)).expected.get(letter) ?? fail();
const favourite = (after: string): string | undefined =>
  [...last(read(after)).expected].sort((a, b) => b[1] - a[1])[0]?.[0];
const largest = (after: string, system: SystemId): number =>
  Math.max(...last(read(after, system)).state.map((value) => Math.abs(value)));

function fail(): never {
  throw new Error('nothing was read');
}

describe('the simplest recurrent network', () => {
  test('the same letter with another past brings another forecast', () => {
    expect(favourite('hel')).toBe('l');
    expect(chance('hell', 'l')).toBeLessThan(chance('hel', 'l') / 5);
    expect(favourite('hell')).toBe(' ');
  });

  test('after q it expects u', () => {
    expect(favourite('q')).toBe('u');
    expect(chance('q', 'u')).toBeGreaterThan(0.8);
  });

  test('with the tanh misplaced the state grows at every step, and with it in place never passes 1', () => {
    const line = 'hello world';
    const sizes = [...line].map((_, t) => largest(line.slice(0, t + 1), 'misprinted-letters'));
    for (let t = 1; t < sizes.length; t++) expect(sizes[t]).toBeGreaterThan(sizes[t - 1] ?? Infinity);
    expect(sizes[0]).toBeGreaterThan(1);
    expect(sizes.at(-1)).toBeGreaterThan(500);
    expect(largest(line, 'tanh-rnn-letters')).toBeLessThanOrEqual(1);
  });

  test('what comes out of a misplaced tanh is no chance', () => {
    const outputs = [...last(read('hello', 'misprinted-letters')).expected.values()];
    expect(Math.min(...outputs)).toBeLessThan(0);
    expect(Math.abs(outputs.reduce((sum, value) => sum + value, 0) - 1)).toBeGreaterThan(0.1);
  });

  test('unit 2 is up inside a name in capitals, its space included, and down from the colon to the line’s first letter', () => {
    const unit = read('KING HENRY: Once more unto the breach').map(({ state }) => state[1] ?? fail());
    expect(Math.min(...unit.slice(0, 10))).toBeGreaterThan(0.25);
    expect(Math.max(...unit.slice(10, 13))).toBeLessThan(-0.5);
  });

  test('king or ring: two letters after the word the forecasts agree, and by the end the states do', () => {
    const [king, ring] = [read('The king is dead, long live the king'), read('The ring is dead, long live the king')];
    const apart = king.map(({ expected }, t) =>
      Math.max(...[...expected].map(([letter, value]) => Math.abs(value - (ring[t]?.expected.get(letter) ?? fail())))),
    );
    const afterWord = 'The king '.length;
    expect(apart['The king'.indexOf('k')]).toBeGreaterThan(0.1);
    expect(Math.max(...apart.slice(afterWord))).toBeLessThan(0.01);
    const end = last(ring).state;
    expect(Math.max(...last(king).state.map((value, unit) => Math.abs(value - (end[unit] ?? fail()))))).toBeLessThan(
      1e-3,
    );
  });

  test('king or ring: the gated cell still shows it where the twenty units no longer do', () => {
    const [king, ring] = [
      last(read('The king is dead', 'char-rnn')).expected,
      last(read('The ring is dead', 'char-rnn')).expected,
    ];
    const apart = [...king].map(([letter, value]) => Math.abs(value - (ring.get(letter) ?? fail())));
    expect(Math.max(...apart)).toBeGreaterThan(0.01);
  });

  test('in Elman’s sentence words begin with the largest loss, which falls at the second letter and climbs again', () => {
    const readings = read('many years ago a boy and girl lived by the sea they played happily');
    const byPlace: number[][] = [[], [], [], [], []];
    let place = 0;
    readings.forEach(({ letter }, t) => {
      place = letter === ' ' ? 0 : place + 1;
      const given = readings[t - 1]?.expected.get(letter);
      if (place > 0 && given !== undefined) byPlace[place]?.push(-Math.log2(given));
    });
    const [, first = 0, second = 0, third = 0, fourth = 0] = byPlace.map(
      (losses) => losses.reduce((sum, loss) => sum + loss, 0) / losses.length,
    );
    expect(first).toBeGreaterThan(Math.max(second, third, fourth));
    expect(second).toBeLessThan(third);
    expect(third).toBeLessThan(fourth);
  });

  test('in the account the counter of six-letter runs is best, and the trigram beats the twenty units', () => {
    const report = (id: SystemId) =>
      resources.checkpointReport(id) as {
        value: number;
        baselines: Record<'bigram' | 'trigram' | 'kneserNey6', number>;
      };
    const [small, large] = [report('tanh-rnn-letters').value, report('char-rnn').value];
    const { bigram, trigram, kneserNey6 } = report('tanh-rnn-letters').baselines;
    expect(kneserNey6).toBeLessThan(large);
    expect(large).toBeLessThan(trigram);
    expect(trigram).toBeLessThan(small);
    expect(small).toBeLessThan(bigram);
  });
});
