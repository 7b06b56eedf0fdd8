import { expect, test } from 'vitest';
import { formatNumber, formatPower, formatShare } from './formatNumber';

test('a negative number bears a true minus sign, and what rounds to zero bears none', () => {
  expect(formatNumber(-0.324)).toBe('−0.32');
  expect(formatNumber(-0.004)).toBe('0.00');
  expect(formatNumber(1.6)).toBe('1.60');
});

test('a huge number is written as a power of ten, and what is no number in words', () => {
  expect(formatNumber(123456)).toBe('1.2e5');
  expect(formatNumber(-5e12)).toBe('−5.0e12');
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
    expect(formatNumber(value)).not.toMatch(/NaN|Infinity/);
});

test('a difference shows its order of magnitude', () => {
  expect(formatPower(3.2e-8)).toBe('3e−8');
  expect(formatPower(0)).toBe('0');
});

test('a probability is a whole percentage, and never nothing if it is something', () => {
  expect(formatShare(0.314)).toBe('31\u00a0%');
  expect(formatShare(0.0004)).toBe('under 1\u00a0%');
  expect(formatShare(0)).toBe('0\u00a0%');
});
