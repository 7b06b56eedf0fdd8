import { expect, test } from 'vitest';
import { smoothCurve } from './smoothCurve';

test('a short series is drawn as it is', () => {
  expect(
    smoothCurve([
      [1, 0.5],
      [2, 0.7],
    ]),
  ).toEqual([
    [1, 0.5],
    [2, 0.7],
  ]);
  expect(smoothCurve([])).toEqual([]);
});

test('a long one is drawn in means of its stretches, and ends where it ends', () => {
  const curve = smoothCurve(Array.from({ length: 1000 }, (_, i) => [i + 1, i % 2] as const));
  expect(curve.length).toBeLessThanOrEqual(120);
  expect(curve.at(-1)?.[0]).toBe(1000);
  // The last stretch may be short.
  for (const [, value] of curve.slice(0, -1)) expect(Math.abs(value - 0.5)).toBeLessThan(0.06);
});
