import { expect, test } from 'vitest';
import { clipGradients, gradientNorm, gradientNorms } from './clipGradients';

test('the norm is that of all gradients together, and of each', () => {
  // 2² + 3² + 6² = 49
  const gradients = { W: Float32Array.of(2, -3), b: Float32Array.of(6) };
  expect(gradientNorm(gradients)).toBe(7);
  expect(gradientNorms(gradients)).toEqual({ W: Math.sqrt(13), b: 6 });
});

test('too large a gradient is scaled as a whole, so that it keeps its direction', () => {
  const gradients = { W: Float32Array.of(3), b: Float32Array.of(-4) };
  expect(clipGradients(gradients, { kind: 'norm', bound: 1 })).toBe(5);
  expect(gradients.W[0]).toBeCloseTo(0.6, 7);
  expect(gradients.b[0]).toBeCloseTo(-0.8, 7);
});

test('clipped by value, each number is cut off by itself', () => {
  const gradients = { W: Float32Array.of(3, -0.5), b: Float32Array.of(-4) };
  expect(clipGradients(gradients, { kind: 'value', bound: 1 })).toBeCloseTo(Math.sqrt(9 + 0.25 + 16), 12);
  expect([...gradients.W, ...gradients.b]).toEqual([1, -0.5, -1]);
});

test.each([{ kind: 'norm', bound: 0.5000001 } as const, { kind: 'value', bound: 0.4000001 } as const, undefined])(
  'a gradient within bounds is left to the bit: %o',
  (clip) => {
    const gradients = { W: Float32Array.of(0.3, 0.4) };
    clipGradients(gradients, clip);
    expect(gradients.W).toEqual(Float32Array.of(0.3, 0.4));
  },
);

test.each(['norm', 'value'] as const)('a gradient that is no number is told by its norm, clipped by %s', (kind) => {
  expect(clipGradients({ W: Float32Array.of(1, Number.NaN) }, { kind, bound: 1 })).toBeNaN();
});
