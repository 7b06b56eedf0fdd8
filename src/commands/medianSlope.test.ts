import { expect, test } from 'vitest';
import { medianSlope } from './medianSlope';

const line = (slope: number, count: number) =>
  Array.from({ length: count }, (_, at) => ({ at, value: 3 + slope * at }));

test('the slope of a line is found, and one outlier does not tilt it', () => {
  expect(medianSlope(line(2, 10))).toBeCloseTo(2);
  expect(medianSlope([...line(2, 10), { at: 10, value: 1000 }])).toBeCloseTo(2);
  expect(medianSlope(line(0, 2))).toBe(0);
});

test('one measurement has no slope', () => {
  expect(medianSlope(line(1, 1))).toBeNaN();
});
