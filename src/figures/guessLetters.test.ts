import { expect, test } from 'vitest';
import { lossInBits } from '../frame/lossInBits';
import { guessLetters } from './guessLetters';

test('the best come first, and only so many', () => {
  const guesses = guessLetters([0.1, 0.5, 0.05, 0.35], 'abcd', 3);
  expect(guesses.map(({ letter }) => letter)).toEqual(['b', 'd', 'a']);
  expect(guesses[0]).toEqual({ token: 1, letter: 'b', value: 0.5 });
});

test('fewer values than asked for are no error', () => {
  expect(guessLetters([], 'abc', 3)).toEqual([]);
});

test('a sure guess costs nothing, an even chance one bit, and an impossible one is still a number', () => {
  expect(lossInBits(1)).toBe(-0);
  expect(lossInBits(0.5)).toBe(1);
  expect(lossInBits(0)).toBe(126);
});
