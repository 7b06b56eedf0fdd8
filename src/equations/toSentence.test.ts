import { describe, expect, test } from 'vitest';
import { createRandom } from '../base/random';
import { cells } from '../cells';
import { nextSymbol } from '../networks/nextSymbol';
import { programs } from '../systems/programs';
import type { Cell } from './defineCell';
import { drawParameters, drawVector } from './drawParameters';
import { evaluate } from './evaluate';
import { everyOperator } from './everyOperator';
import { rewrite } from './rewrite';
import { toSentence, toStepSentence } from './toSentence';
import type { SlotContext } from './unitEquation';

const sayAll = (cell: Cell): Record<string, string> =>
  Object.fromEntries([...cell.quantities.keys()].map((name) => [name, toSentence(cell, name)]));

test('equations are said in the words that stand for their signs', () => {
  expect(sayAll(nextSymbol(cells.tanh))).toEqual({
    h: 'h is tanh of: W x h times x, plus W h h times the previous h, plus b h.',
    y: 'y is softmax of: W h y times h, plus b y.',
  });
  expect(sayAll(cells.lstm)).toMatchObject({
    f: 'f is sigmoid of: W x f times x, plus W h f times the previous h, plus b f.',
    c: 'c is f times the previous c, plus i times g.',
    h: 'h is o times tanh of c.',
  });
});

test('brackets are said where they are needed, and closed unless the sentence ends', () => {
  expect(sayAll(cells.gru)).toMatchObject({
    n: 'n is tanh of: W x n times x, plus W h n times open bracket, r times the previous h, close bracket, plus b n.',
    h: 'h is z times the previous h, plus open bracket, 1 minus z, close bracket times n.',
  });
});

test('what is held is said', () => {
  const say = (quantity: string, ...held: Parameters<typeof rewrite>[1]): string =>
    toSentence(rewrite(cells.lstm, held).cell, quantity);
  expect(say('f', { kind: 'clamp', quantity: 'f', value: 1 })).toBe('f is held at 1.');
  expect(say('c', { kind: 'silence', quantity: 'c', unit: 3, from: 5 })).toBe(
    'c is open bracket, f times the previous c, plus i times g, close bracket, but with unit 3 held at 0 from step 5 on.',
  );
});

/** One step on drawn numbers, as a figure sees it. */
function contextOf(cell: Cell, sizes = { X: 3, H: 4, Y: 3 }): SlotContext {
  const random = createRandom(6);
  const weights = drawParameters(cell, sizes, random);
  const x = drawVector(sizes.X, random).map((value) => Math.abs(value) + 0.1);
  const before = Object.fromEntries(cell.state.map((name) => [name, drawVector(sizes.H, random)]));
  const step = evaluate(cell, weights, { x, ...before });
  return {
    vector: (name, when) => (when === 'before' ? before[name] : name === 'x' ? x : step[name]) ?? [],
    weight(name) {
      const value = weights[name] ?? [];
      const [first] = value;
      return { shape: typeof first === 'object' ? [value.length, first.length] : [value.length], values: value.flat() };
    },
  };
}

test('a step is said with its numbers', () => {
  const context: SlotContext = {
    vector: (name, when) => (name === 'x' ? [0, 1] : when === 'before' ? [0.5, -1] : [0.2, Math.tanh(-0.56)]),
    weight: (name) =>
      name === 'b_h'
        ? { shape: [2], values: [9, 0.1] }
        : { shape: [2, 2], values: name === 'W_xh' ? [9, 9, 9, -0.31] : [9, 0.3, 9, 0.5] },
  };
  expect(toStepSentence(cells.tanh, 'h', 3, 1, context)).toBe(
    'At step 3, unit 1 of h is tanh of: minus 0.31 from x, minus 0.35 from the previous h, plus 0.10 from b h; and that is minus 0.51.',
  );
});

test('a whole vector is said by name, a product by its factors', () => {
  const network = nextSymbol(cells.lstm);
  expect(toStepSentence(network, 'y', 0, 2, contextOf(network))).toMatch(
    /^At step 0, unit 2 of y is softmax of: W h y times h, plus b y; and that is 0\.\d\d\.$/,
  );
  expect(toStepSentence(network, 'h', 0, 2, contextOf(network))).toMatch(
    /^At step 0, unit 2 of h is (minus )?0\.\d\d from o times tanh of (minus )?\d\.\d\d from c; and that is (minus )?0\.\d\d\.$/,
  );
});

describe.each(Object.entries({ ...programs, everyOperator }))('%s', (_id, cell) => {
  test('says every equation, and every step of it, without a hole', () => {
    for (const [name, text] of Object.entries(sayAll(cell))) {
      expect(text).toMatch(/^[\w][\w ,:;.-]* is [\w ,:;.-]+\.$/);
      expect(text).not.toMatch(/undefined|NaN| {2}|of of/);
      const step = toStepSentence(cell, name, 2, 0, contextOf(cell, { X: 6, H: 4, Y: 3 }));
      expect(step).toMatch(/^At step 2, unit 0 of [\w ]+ is [\w ,:;.-]+; and that is (minus )?\d+\.\d\d\.$/);
      expect(step).not.toMatch(/undefined|NaN| {2}/);
    }
  });
});
