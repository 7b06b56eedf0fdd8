import { expect, test } from 'vitest';
import { clipGradients, gradientNorm } from './clipGradients';

test('the norm is that of all gradients together', () => {
  // 2² + 3² + 6² = 49
  expect(gradientNorm({ W: Float32Array.of(2, -3), b: Float32Array.of(6) })).toBe(7);
});

test('too large a gradient is scaled as a whole, so that it keeps its direction', () => {
  const gradients = { W: Float32Array.of(3), b: Float32Array.of(-4) };
  expect(clipGradients(gradients, 1)).toBe(5);
  expect(gradients.W[0]).toBeCloseTo(0.6, 7);
  expect(gradients.b[0]).toBeCloseTo(-0.8, 7);
});

test('a gradient within the bound is left to the bit', () => {
  const gradients = { W: Float32Array.of(0.3, 0.4) };
  clipGradients(gradients, 0.5000001);
  expect(gradients.W).toEqual(Float32Array.of(0.3, 0.4));
});

test('a gradient that is no number is told by its norm', () => {
  expect(clipGradients({ W: Float32Array.of(1, Number.NaN) }, 1)).toBeNaN();
});
