import { describe, expect, test } from 'vitest';
import { createRandom } from '../base/random';
import { cells } from '../cells';
import { parameters } from '../equations/evaluate';
import { programs } from '../systems/programs';
import { glorot, initialise, orthogonal } from './initialise';

test.each([1, 2, 7, 20, 128])('an orthogonal matrix of %i rows has rows of length one at right angles', (size) => {
  const matrix = orthogonal(size, createRandom(size));
  let largest = 0;
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      let dot = 0;
      for (let k = 0; k < size; k++) dot += (matrix[i * size + k] ?? 0) * (matrix[j * size + k] ?? 0);
      largest = Math.max(largest, Math.abs(dot - (i === j ? 1 : 0)));
    }
  expect(largest).toBeLessThan(1e-6);
});

test('orthogonal matrices are turned every way: their first entries have mean 0 and variance 1/N', () => {
  const entries = Array.from({ length: 2000 }, (_, seed) => orthogonal(4, createRandom(seed))[0] ?? 0);
  const mean = entries.reduce((sum, value) => sum + value, 0) / entries.length;
  const variance = entries.reduce((sum, value) => sum + value * value, 0) / entries.length;
  expect(Math.abs(mean)).toBeLessThan(0.04);
  expect(variance).toBeCloseTo(1 / 4, 1);
});

test('Glorot’s weights fill ±√(6 / (rows + columns)) evenly', () => {
  const limit = Math.sqrt(6 / 100);
  const values = [...glorot(65, 35, createRandom(3))];
  expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(Math.fround(limit));
  expect(Math.max(...values.map(Math.abs))).toBeGreaterThan(0.99 * limit);
  const variance = values.reduce((sum, value) => sum + value * value, 0) / values.length;
  expect(variance / (limit ** 2 / 3)).toBeCloseTo(1, 1);
});

describe.each(Object.entries(programs))('%s', (_id, program) => {
  const sizes = { X: 5, H: 6, Y: 4 };
  const weights = initialise(program, sizes, 11);

  test('gets every parameter in its shape, the same for the same seed, another for another', () => {
    expect(Object.fromEntries(Object.entries(weights).map(([name, { shape }]) => [name, shape]))).toEqual(
      parameters(program, sizes),
    );
    expect(initialise(program, sizes, 11)).toEqual(weights);
    expect(initialise(program, sizes, 12)).not.toEqual(weights);
  });

  test('starts as its cells say, else from vectors of zero, and from recurrent matrices that keep lengths', () => {
    for (const [name, { shape, values }] of Object.entries(weights)) {
      const start = program.initialisation?.[name];
      const columns = shape.at(-1) ?? 1;
      if (start?.kind === 'constant') expect(new Set(values), name).toEqual(new Set([start.value]));
      else if (start?.kind === 'identity')
        values.forEach((value, at) => {
          expect(value, name).toBe(Math.floor(at / columns) === at % columns ? start.factor : 0);
        });
      else if (start?.kind === 'normal') {
        expect(Math.max(...values.map(Math.abs)), name).toBeLessThan(5 * start.deviation);
        expect(Math.max(...values.map(Math.abs)), name).toBeGreaterThan(start.deviation / 2);
      } else if (shape.length === 1) expect(new Set(values), name).toEqual(new Set([0]));
      else if (/^W_h\d?[a-z]\d?$/.test(name) && shape[0] === shape[1])
        expect(Math.hypot(...values.subarray(0, columns)), name).toBeCloseTo(1, 6);
    }
  });
});

test('what the cells’ papers ask for is there: an open forget gate, a state that is copied', () => {
  const sizes = { X: 2, H: 2 };
  expect([...(initialise(cells.lstm, sizes, 1).b_f?.values ?? [])]).toEqual([1, 1]);
  expect([...(initialise(cells.irnn, sizes, 1).W_hh?.values ?? [])]).toEqual([1, 0, 0, 1]);
});
