import { describe, expect, test } from 'vitest';
import { createRandom } from '../base/random';
import { tasks } from '.';
import { drawBatch } from './drawBatch';
import { echoStair } from './echo';
import { scoreAnswers } from './scoreAnswers';
import type { SequenceBatch } from './SequenceBatch';
import type { Task } from './Task';

/** What a player answers at a step: scores, as `scoreAnswers` takes them. `x` reads input k of some steps ago, zero before the beginning. */
type Player = (x: (k: number, ago?: number) => number, t: number, past: readonly number[]) => number[];

const logit = (chance: number): number => Math.log(chance / (1 - chance));
/** Scores of an answer that is sure of class k among Y. */
const sureOf = (k: number, Y: number): number[] => Array.from({ length: Y }, (_, i) => (i === k ? 0 : -20));
const evenly = (...chances: number[]): number[] => chances.map((chance) => Math.log(chance));
const xor = (a: number, b: number): number => (a + b) % 2;

/** For each task, in the order of its levels, somebody who knows as much as the level says. A new task needs its line here. */
const players: Record<keyof typeof tasks, { task: Task; levels: Player[] }> = {
  adding: { task: tasks.adding(6), levels: [() => [1]] },
  copy: {
    task: tasks.copy(3, 4),
    levels: [0, 1].map((): Player => (_x, t) => (t < 3 + 4 ? sureOf(8, 9) : [...new Array<number>(8).fill(0), -20])),
  },
  temporalOrder: { task: tasks.temporalOrder(7), levels: [() => [0, 0, 0, 0], () => [0, 0, 0, 0]] },
  binaryAddition: {
    task: tasks.binaryAddition(8),
    levels: [0, 1].map((): Player => (x) => [logit(0.62451171875) * (2 * xor(x(0), x(1)) - 1)]),
  },
  parity: {
    task: tasks.parity(5),
    levels: [0, 1].map((): Player => (x) => [logit(3 / 5) * (2 * x(0) - 1)]),
  },
  echo: {
    task: tasks.echo(40),
    levels: [
      () => [logit(0.5 + 0.25 - 0.125)],
      (x) => [logit(0.5 + 0.25 - 0.25 * x(0, 8))],
      (x) => [logit(0.5 + 0.5 * x(0, 3) - 0.125)],
      (x) => [logit(Math.min(1 - 1e-12, 0.5 + 0.5 * x(0, 3) - 0.25 * x(0, 8)))],
    ],
  },
  embeddedReber: {
    task: tasks.embeddedReber(),
    levels: [
      () => sureOf('BTSXPVE'.indexOf('T'), 7),
      (_x, _t, past) => reber(past, false),
      (_x, _t, past) => reber(past, true),
    ],
  },
  counting: {
    task: tasks.counting(2, 5),
    // n = 1 alone is whole for "the mark follows b"; "b again" is right 4 times in 6.
    levels: [() => sureOf(0, 3), () => sureOf(2, 3)],
  },
  // "c again" is wrong once a string.
  unevenCounting: { task: tasks.unevenCounting('anbmcnm', 3), levels: [() => sureOf(3, 4)] },
  dyck: { task: tasks.dyck(2, 6), levels: [() => sureOf(2, 3)] },
};

/** The chances of the next letter of an embedded Reber string, read off the string so far. */
function reber(past: readonly number[], isSecondKnown: boolean): number[] {
  const said = past.map((token) => 'BTSXPVE'[token]).join('');
  const next = (letters: string): number[] =>
    evenly(...[...'BTSXPVE'].map((letter) => (letters.includes(letter) ? 1 / letters.length : 1e-12)));
  if (said.length === 1) return next('TP');
  if (said.length === 2) return next('B');
  const inner = said.slice(3);
  const ends = inner.indexOf('E');
  if (ends >= 0) return inner.length > ends + 1 ? next('E') : next(isSecondKnown ? (said[1] ?? '') : 'TP');
  // The inner string, as expressions of what may have been said: each place of the graph once.
  if (inner === '') return next('TP');
  if (/^TS*$/.test(inner)) return next('SX');
  if (/^(P|TS*XX)(T|VPX)*$/.test(inner)) return next('TV');
  if (/^(TS*X|(P|TS*XX)(T|VPX)*VP)$/.test(inner)) return next('XS');
  if (/^(P|TS*XX)(T|VPX)*V$/.test(inner)) return next('PV');
  return next('E');
}

/** Plays every step of a batch. */
function play(player: Player, { steps, batch, inputs }: SequenceBatch): number[] {
  const X = inputs.length / (steps * batch);
  const rows: number[][] = [];
  const pasts = Array.from({ length: batch }, (): number[] => []);
  for (let row = 0; row < steps * batch; row++) {
    const read = (k: number, ago = 0): number => inputs[(row - ago * batch) * X + k] ?? 0;
    const past = pasts[row % batch] ?? [];
    past.push(Array.from({ length: X }, (_, k) => read(k)).indexOf(1));
    rows.push(player(read, Math.floor(row / batch), past));
  }
  return rows.flat();
}

describe.each(Object.entries(players))('%s', (name, { task, levels }) => {
  test('has somebody who plays each of its levels', () => {
    expect(Object.keys(tasks)).toContain(name);
    expect(levels).toHaveLength(task.levels.length);
  });

  test.each(task.levels.map((level, place) => ({ ...level, player: levels[place] })))(
    'who knows $knowing has a $measure of $value',
    ({ measure, value, player }) => {
      if (player === undefined) throw new Error('nobody plays this level: say here who does');
      const [scores, batches]: [number[], number] = [[], 20];
      for (let seed = 0; seed < batches; seed++) {
        const batch = drawBatch(task, createRandom(seed), 60);
        scores.push(scoreAnswers(task.loss, batch, play(player, batch))[measure]);
      }
      const mean = scores.reduce((sum, score) => sum + score, 0) / batches;
      const deviation = Math.sqrt(scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / (batches - 1));
      // Five standard errors of the mean, and a little for players whose sureness ends before infinity.
      expect(Math.abs(mean - value)).toBeLessThan((5 * deviation) / Math.sqrt(batches) + 1e-6);
    },
  );
});

test('the levels that papers and notes print are met', () => {
  const first = (task: Task): number => task.levels[0].value;
  expect(first(tasks.adding(100))).toBeCloseTo(1 / 6, 12);
  expect(first(tasks.binaryAddition(8))).toBeCloseTo(0.62451171875, 12);
  expect(first(tasks.binaryAddition(32))).toBeCloseTo(0.53125, 9);
  // Two bits: none is carried into the first, and one in four times into the second.
  expect(first(tasks.binaryAddition(2))).toBe((1 + 3 / 4) / 2);
  expect(first(tasks.copy(10, 500))).toBeCloseTo((10 * Math.log(8)) / 520, 12);
  expect(tasks.echo().levels.map(({ value }) => value.toFixed(4))).toEqual(['0.6616', '0.6277', '0.5192', '0.4545']);
  // Of the 2 words ()() and (()) of two pairs, 3 of 4 closing brackets leave nothing open.
  expect(first(tasks.dyck(2, 2))).toBe(3 / 4);
  // All Dyck words of n pairs return 3n/(n + 2) times on the mean.
  expect(first(tasks.dyck(1, 10))).toBeCloseTo(1 - 3 / 12, 12);
});

test('the echo’s stairs come where truncation first reaches a lag', () => {
  const stairs = [1, 3, 4, 8, 9, 50].map((reach) => echoStair(reach).toFixed(4));
  expect(stairs).toEqual(['0.6616', '0.6616', '0.5192', '0.5192', '0.4545', '0.4545']);
});

test.each([2, 3, 4])('no answer from the two bits of a step alone does better on sums of %i bits', (T) => {
  // Every pair of numbers, and every way to answer from two bits: 16 of them.
  const rights = new Array<number>(16).fill(0);
  for (let numbers = 0; numbers < 4 ** T; numbers++) {
    const [a, b] = [numbers % 2 ** T, numbers >> T];
    for (let t = 0; t < T; t++) {
      const seen = 2 * ((a >> t) & 1) + ((b >> t) & 1);
      for (let way = 0; way < 16; way++)
        if (((way >> seen) & 1) === (((a + b) >> t) & 1)) rights[way] = (rights[way] ?? 0) + 1;
    }
  }
  expect(Math.max(...rights) / (T * 4 ** T)).toBeCloseTo(tasks.binaryAddition(T).levels[0].value, 12);
});
