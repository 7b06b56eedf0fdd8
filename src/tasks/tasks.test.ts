import { describe, expect, test } from 'vitest';
import { createRandom, type Random } from '../base/random';
import { tasks } from '.';
import { drawBatch, packBatch } from './drawBatch';
import { isHeldOut } from './isHeldOut';
import { scoreAnswers } from './scoreAnswers';
import type { Task } from './Task';

/** A source that says what it is told to, in turn. */
function scripted(integers: readonly number[], uniforms: readonly number[] = []): Random {
  const [whole, parts] = [[...integers], [...uniforms]];
  const next = (from: number[]): number => {
    const value = from.shift();
    if (value === undefined) throw new Error('the script is too short');
    return value;
  };
  return { integer: () => next(whole), uniform: () => next(parts), normal: () => 0 };
}

const spell = (rows: Float32Array, letters: string): string =>
  Array.from({ length: rows.length / letters.length }, (_, t) =>
    [...letters].filter((_letter, k) => rows[t * letters.length + k] === 1).join(),
  ).join('');

describe.each(Object.entries<() => Task>(tasks))('%s', (_name, make) => {
  const task = make();

  test('draws the same sequences from the same seed, others from another, each in its shapes', () => {
    const [one, same, another] = [3, 3, 4].map((seed) => drawBatch(task, createRandom(seed), 20));
    expect(same).toEqual(one);
    expect(another).not.toEqual(one);
    const random = createRandom(1);
    for (let drawn = 0; drawn < 50; drawn++) {
      const { steps, inputs, targets, counted, scored } = task.draw(random);
      expect([inputs.length, targets.length]).toEqual([steps * task.X, steps * task.Y]);
      expect([counted.length, scored.length]).toEqual([steps, steps]);
      expect(scored).toContain(1);
      // What is scored has been counted.
      expect(scored.every((is, t) => is <= (counted[t] ?? 0))).toBe(true);
      if (task.loss !== 'crossEntropy') continue;
      const rows = Array.from({ length: steps }, (_, t) => targets.subarray(t * task.Y, (t + 1) * task.Y));
      expect(rows.every((row) => row.reduce((sum, value) => sum + value, 0) === 1)).toBe(true);
    }
  });

  test('has levels that are numbers', () => {
    for (const { value, measure } of task.levels) {
      expect(value).toBeGreaterThan(0);
      if (measure !== 'loss') expect(value).toBeLessThan(1);
    }
  });
});

test('adding asks for the sum of the marked numbers, one in each half, at the end', () => {
  const { inputs, targets, counted } = tasks.adding(4).draw(scripted([1, 0], [0.5, 0.25, 0.75, 0.125]));
  expect([...inputs]).toEqual([0.5, 0, 0.25, 1, 0.75, 1, 0.125, 0]);
  expect([targets[3], [...counted]]).toEqual([1, [0, 0, 0, 1]]);
});

test('copy asks for the symbols after the delimiter', () => {
  const { inputs, targets, scored } = tasks.copy(2, 3).draw(scripted([4, 1]));
  expect(spell(inputs, 'abcdefgh.!')).toBe('eb..!..');
  expect(spell(targets, 'abcdefgh.')).toBe('.....eb');
  expect([...scored]).toEqual([0, 0, 0, 0, 0, 1, 1]);
});

test('temporal order asks which two letters came in the noise', () => {
  const { inputs, targets, counted } = tasks.temporalOrder(5).draw(scripted([1, 0, 0, 1, 0, 1, 2]));
  expect(spell(inputs, 'XYabcd')).toBe('YabXc');
  expect(spell(targets, '0123').at(-1)).toBe('2');
  expect([...counted]).toEqual([0, 0, 0, 0, 1]);
});

test('binary addition carries: 011 + 110, lowest bit first, is 100', () => {
  // 6 + 3 = 9 is 1001 with the lowest bit first: of three bits, 1, 0, 0 are left.
  const { targets } = tasks.binaryAddition(3).draw(scripted([0, 1, 1, 1, 1, 0]));
  expect([...targets]).toEqual([1, 0, 0]);
});

test('binary addition is addition, for numbers of every kind', () => {
  const random = createRandom(4);
  for (let drawn = 0; drawn < 300; drawn++) {
    const { inputs, targets } = tasks.binaryAddition(20).draw(random);
    const read = (bits: readonly number[]): number => bits.reduce((sum, bit, t) => sum + bit * 2 ** t, 0);
    const column = (k: number): number => read([...inputs].filter((_, at) => at % 2 === k));
    expect(read([...targets])).toBe((column(0) + column(1)) % 2 ** 20);
  }
});

test('parity turns over at each one', () => {
  expect([...tasks.parity(5).draw(scripted([1, 0, 1, 1, 0])).targets]).toEqual([1, 1, 0, 1, 1]);
});

test('the echo hangs on the bits of three and eight steps ago', () => {
  const bits = [0, 1, 1, 0, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0];
  const answered = (luck: number): number[] => [
    ...tasks.echo(9).draw(scripted(bits, new Array<number>(9).fill(luck))).targets,
  ];
  const chances = bits.slice(8).map((_, t) => 0.5 + 0.5 * (bits[t + 5] ?? 0) - 0.25 * (bits[t] ?? 0));
  for (const luck of [0.2, 0.3, 0.49, 0.51, 0.74, 0.76, 0.99])
    expect(answered(luck)).toEqual(chances.map((chance) => (luck < chance ? 1 : 0)));
});

test('embedded Reber strings are those of the grammar, and ask the second letter over again', () => {
  const task = tasks.embeddedReber();
  const random = createRandom(6);
  const found = new Set<string>();
  for (let drawn = 0; drawn < 2000; drawn++) {
    const { inputs, targets, scored } = task.draw(random);
    const text = `B${spell(targets, 'BTSXPVE')}`;
    expect(spell(inputs, 'BTSXPVE')).toBe(text.slice(0, -1));
    expect(text).toMatch(/^B([TP])B(TS*XS|(P|TS*XX)(T*(VPX)?)*(VPS|VV))E\1E$/);
    expect([...scored].indexOf(1)).toBe(text.length - 3);
    found.add(text);
  }
  // The shortest ones, as printed in the papers.
  for (const text of ['BTBTXSETE', 'BPBPVVEPE', 'BTBPVVETE', 'BPBTXSEPE']) expect(found).toContain(text);
});

test('counting asks for the next letter, and scores from the first b on', () => {
  const { inputs, targets, scored } = tasks.counting(2, 5).draw(scripted([1]));
  expect([spell(inputs, '.ab'), spell(targets, '.ab')]).toEqual(['.aabb', 'aabb.']);
  expect([...scored]).toEqual([0, 0, 0, 1, 1]);
  expect(spell(tasks.counting(3, 5).draw(scripted([1])).inputs, '.abc')).toBe('.aabbcc');
});

test('uneven counting doubles a count, or adds two, and scores from the first letter of the last kind on', () => {
  const doubled = tasks.unevenCounting('anb2n', 5).draw(scripted([1]));
  expect([spell(doubled.inputs, '.ab'), spell(doubled.targets, '.ab')]).toEqual(['.aabbbb', 'aabbbb.']);
  expect([...doubled.scored]).toEqual([0, 0, 0, 1, 1, 1, 1]);
  const added = tasks.unevenCounting('anbmcnm', 5).draw(scripted([1, 0]));
  expect([spell(added.inputs, '.abc'), spell(added.targets, '.abc')]).toEqual(['.aabccc', 'aabccc.']);
  expect([...added.scored]).toEqual([0, 0, 0, 0, 1, 1, 1]);
});

test('Dyck words are evenly likely, and the asked bracket is the one that closes', () => {
  const [task, random] = [tasks.dyck(1, 3), createRandom(2)];
  const words = new Map<string, number>();
  for (let drawn = 0; drawn < 5000; drawn++) {
    const word = spell(task.draw(random).inputs, '()');
    words.set(word, (words.get(word) ?? 0) + 1);
  }
  expect([...words.keys()].sort()).toEqual(['((()))', '(()())', '(())()', '()(())', '()()()']);
  for (const many of words.values()) expect(many / 5000).toBeCloseTo(1 / 5, 1);
  const { inputs, targets } = tasks.dyck(2, 3).draw(scripted([1, 0, 1], [0, 0, 1, 0, 1, 1]));
  expect(spell(inputs, '([)]')).toBe('[()[]]');
  expect(spell(targets, ')].')).toBe('])]]].');
});

test('shorter sequences are filled up with steps that do not count', () => {
  const task = tasks.counting(2, 5);
  const [short, long] = [task.draw(scripted([0])), task.draw(scripted([2]))];
  const { steps, inputs, counted, scored } = packBatch(task, [short, long]);
  expect(steps).toBe(7);
  expect([0, 1, 2, 3, 4, 5, 6].map((t) => [counted[2 * t], counted[2 * t + 1]])).toEqual([
    ...[
      [1, 1],
      [1, 1],
      [1, 1],
      [0, 1],
      [0, 1],
      [0, 1],
      [0, 1],
    ],
  ]);
  expect(scored.filter((_, row) => row % 2 === 0 && row > 5)).not.toContain(1);
  expect([...inputs.subarray(6 * 3, 6 * 3 + 6)]).toEqual([0, 0, 0, 0, 1, 0]);
});

test('what is held out is a tenth, the same for every seed, and never drawn for training', () => {
  const task = tasks.binaryAddition(8);
  const training = drawBatch(task, createRandom(1), 500, 'training');
  const heldOut = drawBatch(task, createRandom(1), 500, 'heldOut');
  const sequencesOf = ({ inputs, steps, batch }: typeof training): string[] =>
    Array.from({ length: batch }, (_, b) =>
      Array.from({ length: steps }, (_, t) =>
        inputs.subarray((t * batch + b) * 2, (t * batch + b) * 2 + 2).join(''),
      ).join(' '),
    );
  const seen = new Set(sequencesOf(training));
  for (const sequence of sequencesOf(heldOut)) expect(seen).not.toContain(sequence);
  const random = createRandom(2);
  const share = Array.from({ length: 20_000 }, () => isHeldOut(task.draw(random))).filter(Boolean).length / 20_000;
  expect(share).toBeCloseTo(0.1, 2);
});

test('a task without a sequence of the part that is asked for says so', () => {
  const task: Task = { ...tasks.parity(1), draw: () => ({ ...tasks.parity(1).draw(scripted([1])) }) };
  const isOut = isHeldOut(task.draw(createRandom(1)));
  expect(() => drawBatch(task, createRandom(1), 1, isOut ? 'training' : 'heldOut')).toThrow(/parity-1: among 10000/);
});

test('answers are scored by hand: the loss of counted steps, right ones among the scored, whole sequences', () => {
  const batch = {
    steps: 2,
    batch: 2,
    inputs: new Float32Array(4),
    counted: Uint8Array.of(1, 1, 1, 0),
    scored: Uint8Array.of(0, 1, 1, 0),
  };
  const bits = scoreAnswers('bernoulli', { ...batch, targets: Float32Array.of(1, 0, 1, 0) }, [
    0,
    -800,
    -Math.log(3),
    5,
  ]);
  // −ln ½, nothing, −ln ¼
  expect(bits.loss).toBeCloseTo((Math.LN2 + Math.log(4)) / 3, 12);
  expect(bits).toMatchObject({ accuracy: 1 / 2, wholeSequences: 1 / 2 });
  const classes = scoreAnswers(
    'crossEntropy',
    { ...batch, targets: Float32Array.of(1, 0, 0, 1, 1, 0, 1, 0) },
    [0, 0, 0, 900, 0, 1, 0, 0],
  );
  expect(classes.loss).toBeCloseTo((Math.LN2 + 0 + Math.log(1 + Math.E)) / 3, 12);
  expect(classes).toMatchObject({ accuracy: 1 / 2, wholeSequences: 1 / 2 });
  const numbers = scoreAnswers('squaredError', { ...batch, targets: Float32Array.of(0, 0, 1, 0) }, [2, 0.03, 1.05, 9]);
  expect(numbers.loss).toBeCloseTo((4 + 0.03 ** 2 + 0.05 ** 2) / 3, 12);
  expect(numbers).toMatchObject({ accuracy: 1 / 2, wholeSequences: 1 / 2 });
});

test.each([
  [() => tasks.adding(1), 'adding takes 2 steps or more, got 1'],
  [() => tasks.echo(8), 'echo takes 9 steps or more, got 8'],
  [() => tasks.parity(0), 'parity takes 1 bit or more, got 0'],
  [() => tasks.dyck(0, 3), 'dyck takes a kind and a pair or more, got 0, 3'],
])('a task that cannot be is refused: %s', (make, sentence) => {
  expect(make).toThrow(sentence);
});
