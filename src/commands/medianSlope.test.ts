import { expect, test } from 'vitest';
import { createRandom } from '../base/random';
import { medianSlope } from './medianSlope';

const line = (slope: number, count: number) =>
  Array.from({ length: count }, (_, at) => ({ at, value: 3 + slope * at }));

test('the slope of a line is found, and one outlier does not tilt it', () => {
  expect(medianSlope(line(2, 10)).median).toBeCloseTo(2);
  expect(medianSlope([...line(2, 10), { at: 10, value: 1000 }]).median).toBeCloseTo(2);
  expect(medianSlope(line(0, 2)).median).toBe(0);
  expect(medianSlope(line(2, 10)).least).toBeCloseTo(2);
});

test('the least slope of mere noise is below none in nearly all series, that of a climb above it', () => {
  const random = createRandom(1);
  const noisy = (slope: number) => line(slope, 14).map(({ at, value }) => ({ at, value: value + random.normal() }));
  const rising = Array.from({ length: 200 }, () => medianSlope(noisy(0)).least).filter((least) => least > 0);
  expect(rising.length).toBeLessThan(14);
  expect(medianSlope(noisy(1)).least).toBeGreaterThan(0.5);
});

test('one measurement has no slope', () => {
  expect(medianSlope(line(1, 1)).median).toBeNaN();
});
