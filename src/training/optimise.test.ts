import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../base/random';
import { drawVector } from '../equations/drawParameters';
import type { OptimiserSettings } from '../systems/Settings';
import { optimise, startOptimiser } from './optimise';
import { optimisers } from './optimisers';

/** Where a weight goes from `theta` down a gradient that hangs on where it stands, in so many updates. */
type Paper<Told> = (gradient: (at: number, t: number) => number, theta: number, alpha: number, told: Told) => number;

/** Each optimiser once more, for one weight, in double precision, as its paper prints it. A new one needs its line here. */
const papers: { [Kind in OptimiserSettings['kind']]: Paper<Extract<OptimiserSettings, { kind: Kind }>> } = {
  sgd(gradient, theta, alpha) {
    for (let t = 1; t <= 30; t++) theta -= alpha * gradient(theta, t);
    return theta;
  },
  // Sutskever et al. 2013, equations 3 and 4, which keep θ and look ahead from it; what is held here is where they look.
  nesterov(gradient, theta, alpha, { momentum: mu }) {
    let v = 0;
    for (let t = 1; t <= 30; t++) {
      v = mu * v - alpha * gradient(theta + mu * v, t);
      theta = theta + v;
    }
    return theta + mu * v;
  },
  // Tieleman & Hinton 2012, slide 29.
  rmsprop(gradient, theta, alpha, { decay, epsilon }) {
    let meanSquare = 0;
    for (let t = 1; t <= 30; t++) {
      const g = gradient(theta, t);
      meanSquare = decay * meanSquare + (1 - decay) * g ** 2;
      theta -= (alpha * g) / (Math.sqrt(meanSquare) + epsilon);
    }
    return theta;
  },
  // Kingma & Ba 2015, algorithm 1; the decay apart from the gradient is Loshchilov & Hutter's (2019).
  adam(gradient, theta, alpha, { meanDecay, squareDecay, epsilon, weightDecay }) {
    let [m, v] = [0, 0];
    for (let t = 1; t <= 30; t++) {
      const g = gradient(theta, t);
      m = meanDecay * m + (1 - meanDecay) * g;
      v = squareDecay * v + (1 - squareDecay) * g ** 2;
      const mHat = m / (1 - meanDecay ** t);
      const vHat = v / (1 - squareDecay ** t);
      theta = theta - alpha * weightDecay * theta - (alpha * mHat) / (Math.sqrt(vHat) + epsilon);
    }
    return theta;
  },
};

const examples: readonly OptimiserSettings[] = [
  { kind: 'sgd' },
  { kind: 'nesterov', momentum: 0.9 },
  { kind: 'nesterov', momentum: 0 },
  { kind: 'rmsprop', decay: 0.9, epsilon: 1e-8 },
  { kind: 'rmsprop', decay: 0.5, epsilon: 1e-3 },
  { kind: 'adam', meanDecay: 0.9, squareDecay: 0.999, epsilon: 1e-8, weightDecay: 0 },
  { kind: 'adam', meanDecay: 0.9, squareDecay: 0.999, epsilon: 1e-4, weightDecay: 0.02 },
  { kind: 'adam', meanDecay: 0.5, squareDecay: 0.9, epsilon: 1e-8, weightDecay: 0 },
];

test('every optimiser has an example', () => {
  expect(new Set(examples.map(({ kind }) => kind))).toEqual(new Set(Object.keys(optimisers)));
});

describe.each(examples)('$kind, %o', (settings) => {
  const { kind } = settings;
  const paper = papers[kind] as Paper<OptimiserSettings>;

  test('thirty updates on a moving slope are those of the paper', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const random = createRandom(seed);
        const [start, pulls] = [drawVector(5, random), Array.from({ length: 30 }, () => drawVector(5, random, 0.1))];
        // The slope of (θ − 1)²/2, and a pull that changes with time; taken where the weights stand.
        const gradient = (i: number) => (at: number, t: number) => at - 1 + (pulls[t - 1]?.[i] ?? 0);
        const weights = { W: { shape: [5], values: Float32Array.from(start) } };
        const state = startOptimiser(kind, weights);
        for (let t = 1; t <= 30; t++) {
          const W = weights.W.values.map((at, i) => gradient(i)(at, t));
          optimise(weights, { W }, state, settings, 0.01);
        }
        expect(state).toMatchObject({ kind, updates: 30 });
        start.forEach((theta, i) => {
          const error = Math.abs((weights.W.values[i] ?? Number.NaN) - paper(gradient(i), theta, 0.01, settings));
          expect(error, `weight ${i}`).toBeLessThan(1e-5);
        });
      }),
      { seed: 8, numRuns: 50 },
    );
  });

  test('names a weight without a gradient', () => {
    const weights = { W_xh: { shape: [1], values: Float32Array.of(0) } };
    expect(() => optimise(weights, {}, startOptimiser(kind, weights), settings, 1)).toThrow(
      'no gradient came for W_xh',
    );
  });
});

test('Adam’s first update moves each weight by the learning rate, whatever the size of its gradient', () => {
  // m̂ = g and v̂ = g² at t = 1, so the step is α·g/(|g| + ε) = ±α.
  const weights = { b: { shape: [3], values: Float32Array.of(0, 0, 0) } };
  const settings = { kind: 'adam', meanDecay: 0.9, squareDecay: 0.999, epsilon: 1e-12, weightDecay: 0 } as const;
  optimise(weights, { b: Float32Array.of(5, -0.001, 0) }, startOptimiser('adam', weights), settings, 0.5);
  expect(weights.b.values[0]).toBeCloseTo(-0.5, 5);
  expect(weights.b.values[1]).toBeCloseTo(0.5, 5);
  expect(weights.b.values[2]).toBe(0);
});

test('an optimiser of another kind begins anew', () => {
  const [weights, fresh] = [0, 0].map((value) => ({ b: { shape: [1], values: Float32Array.of(value) } }));
  if (weights === undefined || fresh === undefined) throw new Error('two sets were made');
  const state = startOptimiser('sgd', weights);
  optimise(weights, { b: Float32Array.of(2) }, state, { kind: 'sgd' }, 0);
  const told = { kind: 'nesterov', momentum: 0.9 } as const;
  optimise(weights, { b: Float32Array.of(2) }, state, told, 0.1);
  const freshState = startOptimiser('nesterov', fresh);
  optimise(fresh, { b: Float32Array.of(2) }, freshState, told, 0.1);
  expect([weights, state]).toEqual([fresh, freshState]);
});
