import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom } from '../base/random';
import { drawVector } from '../equations/drawParameters';
import { startAdam, stepAdam } from './adam';

/** Algorithm 1 of Kingma & Ba 2015, for one weight, as printed, in double precision. */
function paper(gradients: readonly number[], theta: number, alpha: number, epsilon: number, decay: number): number {
  let [m, v] = [0, 0];
  gradients.forEach((g, i) => {
    const t = i + 1;
    m = 0.9 * m + (1 - 0.9) * g;
    v = 0.999 * v + (1 - 0.999) * g ** 2;
    const mHat = m / (1 - 0.9 ** t);
    const vHat = v / (1 - 0.999 ** t);
    // The decay apart from the gradient is Loshchilov & Hutter's (2019).
    theta = theta - alpha * decay * theta - (alpha * mHat) / (Math.sqrt(vHat) + epsilon);
  });
  return theta;
}

test('thirty updates are those of the paper, with and without decay', () => {
  fc.assert(
    fc.property(fc.nat(), fc.constantFrom(1e-8, 1e-4), fc.constantFrom(0, 0.02), (seed, epsilon, weightDecay) => {
      const random = createRandom(seed);
      const start = drawVector(5, random);
      const gradients = Array.from({ length: 30 }, () => drawVector(5, random, 0.1));
      const weights = { W: { shape: [5], values: Float32Array.from(start) } };
      const state = startAdam(weights);
      for (const gradient of gradients)
        stepAdam(weights, { W: Float32Array.from(gradient) }, state, { learningRate: 0.01, epsilon, weightDecay });
      expect(state.updates).toBe(30);
      start.forEach((theta, i) => {
        const expected = paper(
          gradients.map((gradient) => gradient[i] ?? 0),
          theta,
          0.01,
          epsilon,
          weightDecay,
        );
        expect(Math.abs((weights.W.values[i] ?? Number.NaN) - expected)).toBeLessThan(4e-6);
      });
    }),
  );
});

test('the first update moves each weight by the learning rate, whatever the size of its gradient', () => {
  // m̂ = g and v̂ = g² at t = 1, so the step is α·g/(|g| + ε) = ±α.
  const weights = { b: { shape: [3], values: Float32Array.of(0, 0, 0) } };
  stepAdam(weights, { b: Float32Array.of(5, -0.001, 0) }, startAdam(weights), { learningRate: 0.5, epsilon: 1e-12 });
  expect(weights.b.values[0]).toBeCloseTo(-0.5, 5);
  expect(weights.b.values[1]).toBeCloseTo(0.5, 5);
  expect(weights.b.values[2]).toBe(0);
});

test('a weight without a gradient is named', () => {
  const weights = { W_xh: { shape: [1], values: Float32Array.of(0) } };
  expect(() => stepAdam(weights, {}, startAdam(weights), { learningRate: 1, epsilon: 1e-8 })).toThrow(
    'no gradient came for W_xh',
  );
});
