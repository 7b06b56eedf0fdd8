import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sortBySimilarity } from './sortBySimilarity';

/** [T, n] from one series a unit. */
function interleave(series: readonly (readonly number[])[]): Float32Array {
  const steps = series[0]?.length ?? 0;
  return Float32Array.from(
    { length: steps * series.length },
    (_, i) => series[i % series.length]?.[Math.floor(i / series.length)] ?? 0,
  );
}

test('units that do alike come to lie side by side', () => {
  const wave = (phase: number) => Array.from({ length: 40 }, (_, t) => Math.sin(t / 3 + phase));
  const order = sortBySimilarity(interleave([0, 3, 0.1, 3.1, 0.2, 3.2].map(wave)), 6);
  const places = [0, 2, 4].map((unit) => order.indexOf(unit)).sort((a, b) => a - b);
  expect((places[2] ?? 0) - (places[0] ?? 0)).toBe(2);
});

test('whatever the run, every unit is there once', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 6 }), fc.float(), (size, steps, seed) => {
      const values = Float32Array.from({ length: size * steps }, (_, i) => Math.sin(i * seed) * (i % 3));
      expect([...sortBySimilarity(values, size)].sort((a, b) => a - b)).toEqual(
        Array.from({ length: size }, (_, i) => i),
      );
    }),
  );
});

test('an order is never longer than the order by index', () => {
  const series = Array.from({ length: 12 }, (_, unit) =>
    Array.from({ length: 30 }, (_, t) => Math.sin((unit * 7 + 1) * t)),
  );
  const values = interleave(series);
  const correlation = (a: number, b: number) => {
    const [x, y] = [series[a] ?? [], series[b] ?? []];
    const mean = (of: readonly number[]) => of.reduce((sum, value) => sum + value, 0) / of.length;
    const dot = (p: readonly number[], q: readonly number[]) =>
      p.reduce((sum, value, i) => sum + (value - mean(p)) * ((q[i] ?? 0) - mean(q)), 0);
    return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
  };
  const length = (order: readonly number[]) =>
    order.slice(1).reduce((sum, unit, i) => sum + 1 - correlation(order[i] ?? 0, unit), 0);
  expect(length(sortBySimilarity(values, 12))).toBeLessThan(length(series.map((_, unit) => unit)));
});
