import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { evaluateIntervened } from '../equations/evaluateIntervened';
import type { Intervention } from '../equations/Intervention';
import { bakeFutures } from '../figures/bakeFutures';
import { readWeights } from '../frame/bakeRun';
import { createRandom } from '../base/random';
import { type Reading, readThrough } from '../prose/readThrough';
import { readResources } from '../site/build/readResources';
import { type SystemId, systems } from '../systems';
import { readText } from '../tasks/characters';
import { nestWeights } from '../traces/nestWeights';

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

const { network, vocabulary } = systems['tanh-rnn-letters'];
const weights = nestWeights(readWeights('tanh-rnn-letters', resources));

/** The forecasts of the twenty units over a text, [T][Y], with something done to them. */
function forecasts(text: string, changes: readonly Intervention[]): (readonly number[])[] {
  const inputs = tokensOf(text).map((token) => [...vocabulary].map((_, index) => (index === token ? 1 : 0)));
  return evaluateIntervened(network, weights, inputs, changes).map(({ y = [] }) => y);
}

function tokensOf(text: string): number[] {
  return readText(text, vocabulary).map(({ token }) => token);
}

/** Letters from the likeliest on, after the text's first `t` letters. */
function ranking(text: string, t: number, changes: readonly Intervention[]): string[] {
  const y = forecasts(text, changes)[t - 1] ?? fail();
  return [...vocabulary].sort((a, b) => (y[vocabulary.indexOf(b)] ?? 0) - (y[vocabulary.indexOf(a)] ?? 0));
}

function lossOf(text: string, changes: readonly Intervention[]): number {
  const [all, tokens] = [forecasts(text, changes), tokensOf(text)];
  return tokens.slice(1).reduce((sum, token, t) => sum - Math.log2(all[t]?.[token] ?? fail()), 0);
}

/** Sums of eight bits, the lowest first: what goes in [n][T][2], the bits of the sum and what is carried on [n][T]. */
function drawSums(count: number) {
  const random = createRandom(11);
  const sums = Array.from({ length: count }, () => {
    let carry = 0;
    return Array.from({ length: 8 }, () => {
      const bits = [random.integer(2), random.integer(2)];
      const sum = (bits[0] ?? 0) + (bits[1] ?? 0) + carry;
      carry = sum >> 1;
      return { bits, target: sum % 2, carry };
    });
  });
  return {
    inputs: sums.map((steps) => steps.map(({ bits }) => bits)),
    targets: sums.map((steps) => steps.map(({ target }) => target)),
    carries: sums.map((steps) => steps.map(({ carry }) => carry)),
  };
}

/** What a system writes from a prompt when it always takes the likeliest letter. */
function coldest(system: SystemId, prompt: string, letters: number): string {
  const how = { letters, futures: 1, temperature: 0, seed: 1 };
  const [future] = bakeFutures(system, tokensOf(prompt), resources, how);
  return (future ?? fail()).tokens.map((token) => vocabulary.charAt(token)).join('');
}

describe('why sequences', () => {
  const favouriteOf = (after: string, system: SystemId) =>
    [...last(read(after, system)).expected].sort((a, b) => b[1] - a[1])[0]?.[0];
  const report = (id: SystemId) => resources.checkpointReport(id) as Report;
  type Report = {
    value: number;
    withoutPast: number;
    baselines: Record<'bigram' | 'trigram' | 'kneserNey6', number>;
  };

  test('the t of “at” and that of “the” have two answers with a past, and one without', () => {
    expect(favourite('at')).toBe(' ');
    expect(favourite('at t')).toBe('h');
    // From the zero state the first letter is read as it always is once the wire is cut.
    expect(favourite('t')).toBe(' ');
  });

  test('after q the cut changes nothing; after the first t of “at the queen” it makes a right guess surer', () => {
    expect(favourite('at the q')).toBe('u');
    expect(favourite('q')).toBe('u');
    expect(chance('t', ' ')).toBeGreaterThan(chance('at', ' '));
  });

  test('a t is mostly followed by an h, says the network that never had a past', () => {
    expect(favouriteOf('at', 'letters-without-past')).toBe('h');
  });

  test('the network without a past ends on the count of letter pairs, to a thousandth of a bit', () => {
    const { value, baselines } = report('letters-without-past');
    expect(Math.abs(value - baselines.bigram)).toBeLessThan(0.001);
  });

  test('the question of the fair rival names the losses of whole and cut as they were measured', () => {
    const { value, withoutPast } = report('tanh-rnn-letters');
    expect([value.toFixed(1), withoutPast.toFixed(1)]).toEqual(['3.0', '4.4']);
  });

  test('losing a past unprepared costs the twenty units more than the past is worth to them', () => {
    const { value, withoutPast } = report('tanh-rnn-letters');
    const rival = report('letters-without-past').value;
    expect(rival).toBeGreaterThan(value);
    expect(withoutPast - rival).toBeGreaterThan(rival - value);
  });

  test('in the account the cut networks stand above the bigram, all who look further back below it', () => {
    const [small, large] = [report('tanh-rnn-letters'), report('char-rnn')];
    const { bigram, trigram, kneserNey6 } = small.baselines;
    for (const { withoutPast } of [small, large]) expect(withoutPast).toBeGreaterThan(bigram);
    for (const loss of [small.value, large.value, trigram, kneserNey6]) expect(loss).toBeLessThan(bigram);
    expect(trigram).toBeLessThan(small.value);
    expect(kneserNey6).toBeLessThan(Math.min(small.value, large.value));
  });

  test('the shuffle costs the glance nothing, and the reader of rows most of its lead, but not its reading', () => {
    const mean = (id: SystemId) =>
      (resources.checkpointReport(id) as { claims: { mean: number }[] }).claims[0]?.mean ?? fail();
    const [glance, rows] = [mean('digit-still'), mean('digit-rows')];
    const [glanceShuffled, rowsShuffled] = [mean('digit-still-shuffled'), mean('digit-rows-shuffled')];
    expect(Math.abs(glanceShuffled - glance)).toBeLessThan(0.005);
    expect(rows - glance).toBeGreaterThan(0.01);
    expect(rowsShuffled - glanceShuffled).toBeLessThan((rows - glance) / 2);
    expect(rowsShuffled).toBeGreaterThan(0.9);
  });

  test('a stream whose every third bit is the exclusive or of the two before gives a memoryless reader nothing', () => {
    const random = createRandom(1);
    const stream: number[] = [];
    while (stream.length < 30_000) {
      const [a, b] = [random.integer(2), random.integer(2)];
      stream.push(a, b, a ^ b);
    }
    for (const bit of [0, 1]) {
      const followers = stream.slice(1).filter((_, at) => stream[at] === bit);
      const ones = followers.reduce((sum, next) => sum + next, 0) / followers.length;
      expect(Math.abs(ones - 0.5)).toBeLessThan(0.02);
    }
  });
});

describe('the simplest recurrent network', () => {
  test('with the wire cut every l brings the same forecast', () => {
    const all = forecasts('hello world', [{ kind: 'cut', weight: 'W_hh' }]);
    expect(all[3]).toEqual(all[2]);
    expect(all[9]).toEqual(all[2]);
  });

  test('at temperature 0 the twenty units write one word over and over, and the LSTM a longer circle', () => {
    for (const prompt of ['hello wor', 'ROMEO:', 'To be'])
      expect(coldest('tanh-rnn-letters', prompt, 120)).toMatch(/^.{0,8}( the){27}/s);
    expect(coldest('char-rnn', 'To be', 130).match(/to the senter/g)?.length ?? 0).toBeGreaterThanOrEqual(3);
  });

  test('adding: every seed is right on short sums and long; with four units some are, with two none', () => {
    const { claims, widths } = resources.checkpointReport('binary-addition') as {
      claims: { value: number }[];
      widths: Record<string, { solved: number; seeds: number }>;
    };
    expect(claims.map(({ value }) => value)).toEqual([1, 1]);
    const [two, four, eight] = [widths['2'] ?? fail(), widths['4'] ?? fail(), widths['8'] ?? fail()];
    expect(two.solved).toBe(0);
    expect(four.solved).toBeGreaterThan(0);
    expect(four.solved).toBeLessThan(four.seeds);
    expect(eight.solved).toBe(eight.seeds);
  });

  test('adding: a unit that tells the carry alone is not missed; without the wire the carry is ignored', () => {
    const adder = systems['binary-addition'];
    const learnt = nestWeights(readWeights('binary-addition', resources));
    const { inputs, targets, carries } = drawSums(150);
    const run = (changes: readonly Intervention[]) =>
      inputs.map((input) => evaluateIntervened(adder.network, learnt, input, changes));
    const right = (changes: readonly Intervention[]) => {
      const hits = run(changes).flatMap((steps, n) =>
        steps.map(({ y = [] }, t) => (y[0] ?? fail()) > 0.5 === (targets[n]?.[t] === 1)),
      );
      return hits.filter(Boolean).length / hits.length;
    };
    const states = run([]).flatMap((steps, n) =>
      steps.map(({ h = [] }, t) => ({ h, carry: carries[n]?.[t] ?? fail() })),
    );
    const tellers = Array.from({ length: 16 }, (_, unit) => unit).filter((unit) => {
      const [low, high] = [0, 1].map((carry) =>
        states.filter((s) => s.carry === carry).map(({ h }) => h[unit] ?? fail()),
      );
      return (
        Math.max(...(low ?? [])) < Math.min(...(high ?? [])) || Math.min(...(low ?? [])) > Math.max(...(high ?? []))
      );
    });
    expect(tellers.length).toBeGreaterThan(0);
    expect(tellers.some((unit) => right([{ kind: 'silence', quantity: 'h', unit }]) === 1)).toBe(true);
    expect(Math.abs(right([{ kind: 'cut', weight: 'W_hh' }]) - 0.6245)).toBeLessThan(0.05);
  });

  test('after a name in capitals and a colon the twenty units break the line', () => {
    expect(favourite('ROMEO:')).toBe('\n');
  });

  test('without unit 2 a name loses its capitals and its colon, and no other unit is missed as much', () => {
    const [line, without] = ['KING HENRY: Once', [{ kind: 'silence', quantity: 'h', unit: 1 }] as const];
    expect(ranking(line, 6, [])[0]).toBe('E');
    expect(ranking(line, 6, without)[0]).toBe('e');
    expect(ranking(line, 10, [])[0]).toBe(':');
    expect(ranking(line, 10, without).indexOf(':')).toBeGreaterThanOrEqual(3);
    for (const read of [line, 'KING HENRY: Once more unto the breach']) {
      const costs = Array.from({ length: 20 }, (_, unit) => lossOf(read, [{ kind: 'silence', quantity: 'h', unit }]));
      expect(costs.indexOf(Math.max(...costs))).toBe(1);
    }
  });

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
