import { expect, test } from 'vitest';
import { isSameGuess, sumUpColumns } from './sumUpColumns';
import type { UnrolledColumn } from './unrolledColumns';

const column = (token: number, came: string | undefined, loss = 0): UnrolledColumn => ({
  step: 1,
  shown: 'x',
  seen: 'x',
  state: new Float32Array(),
  guesses: [{ token, letter: 'abc'.charAt(token), value: 0.5 }],
  target: came === undefined ? undefined : { shown: came, loss },
  ghost: undefined,
  held: [],
  cut: [],
});

test('hits and costs are counted over the letters that had a successor', () => {
  expect(sumUpColumns([column(0, 'a', 1), column(1, 'a', 4), column(2, undefined)])).toEqual({
    pairs: 2,
    hits: 1,
    cost: 2.5,
  });
  expect(sumUpColumns([column(0, undefined)])).toEqual({ pairs: 0, hits: 0, cost: 0 });
});

test('two guesses are one when they name the same letter, however sure', () => {
  expect(isSameGuess(column(1, 'a'), column(1, 'b'))).toBe(true);
  expect(isSameGuess(column(1, 'a'), column(2, 'a'))).toBe(false);
});
