import { expect, test } from 'vitest';
import { placesFor, readAddend, writeAddend } from './readAddend';

test('numbers are read as they are written, in bits and in decimal', () => {
  for (const number of [0, 1, 11, 173, 2 ** 32 - 1]) {
    expect(readAddend(writeAddend(number, 'bits'), 'bits')).toEqual({ number });
    expect(readAddend(writeAddend(number, 'decimal'), 'decimal')).toEqual({ number });
  }
  expect(readAddend(' 0000 1011 ', 'bits')).toEqual({ number: 11 });
});

test('what is no number, or too long, is told in words', () => {
  const problem = (text: string, notation: 'bits' | 'decimal') => readAddend(text, notation);
  expect(problem('', 'bits')).toEqual({ problem: 'write some bits, such as 1011' });
  expect(problem('102', 'bits')).toEqual({ problem: 'only 0 and 1 are bits, the highest place first' });
  expect(problem('-3', 'decimal')).toEqual({ problem: 'a whole number has the digits 0 to 9' });
  const tooLong = { problem: 'at most 32 bits are read, up to 4,294,967,295' };
  expect(problem(`1${'0'.repeat(32)}`, 'bits')).toEqual(tooLong);
  expect(problem('9'.repeat(400), 'decimal')).toEqual(tooLong);
});

test('a sum has room for itself, and never fewer places than the network learnt from', () => {
  expect(placesFor(1, 1)).toBe(8);
  expect(placesFor(200, 100)).toBe(9);
  expect(placesFor(2 ** 32 - 1, 2 ** 32 - 1)).toBe(32);
});
