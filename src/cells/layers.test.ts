import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '../base/random';
import type { Cell } from '../equations/defineCell';
import { drawParameters, drawVector } from '../equations/drawParameters';
import { evaluateSequence } from '../equations/evaluateSequence';
import { cells } from '.';

interface LayerTwin {
  /** tfjs's layer with the same equations. */
  make(units: number): tf.RNN;
  /** Our names in the order in which tfjs lays its gates side by side. */
  readonly gates: readonly string[];
}

const options = { returnSequences: true, useBias: true, recurrentInitializer: 'glorotUniform' } as const;

// tfjs's default gate is a hard sigmoid; the papers' is the logistic function. Its GRU resets before the product, and has no other form.
const twins: Record<keyof typeof cells, LayerTwin> = {
  tanh: { make: (units) => tf.layers.simpleRNN({ ...options, units }), gates: ['h'] },
  lstm: {
    make: (units) => tf.layers.lstm({ ...options, units, recurrentActivation: 'sigmoid' }),
    gates: ['i', 'f', 'g', 'o'],
  },
  gru: {
    make: (units) => tf.layers.gru({ ...options, units, recurrentActivation: 'sigmoid' }),
    gates: ['z', 'r', 'n'],
  },
};

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe.each(Object.entries<Cell>(cells))('%s', (id, cell) => {
  test.each([
    [1, 1, 1],
    [7, 3, 5],
    [12, 8, 17],
  ])('equals the layer of tfjs with copied weights, T=%i X=%i H=%i', (T, X, H) => {
    const twin = (twins as Record<string, LayerTwin | undefined>)[id];
    if (twin === undefined) throw new Error(`cell "${id}" has no layer to compare with: say so here`);
    const random = createRandom(T * 100 + H);
    const p = drawParameters(cell, { X, H }, random, 0.7);
    const xs = Array.from({ length: T }, () => drawVector(X, random));
    const sideBySide = (prefix: string): number[][] =>
      twin.gates
        .map((gate) => p[`${prefix}${gate}`] as number[][])
        .reduce((left, right) => left.map((row, i) => [...row, ...(right[i] ?? [])]));
    const layer = twin.make(H);
    const found = tf.tidy(() => {
      const input = tf.tensor3d([xs]);
      layer.apply(input);
      layer.setWeights([
        tf.tensor2d(sideBySide('W_x')),
        tf.tensor2d(sideBySide('W_h')),
        tf.tensor1d(twin.gates.flatMap((gate) => p[`b_${gate}`] as number[])),
      ]);
      return (layer.apply(input) as tf.Tensor3D).arraySync()[0] ?? [];
    });
    layer.dispose();
    const expected = evaluateSequence(cell, p, xs).steps.map(({ h = [] }) => h);
    expect(found).toHaveLength(T);
    // float32 over a whole run; each step alone is held to 1e-6 by the suite of kernels.
    found.forEach((h, t) => {
      h.forEach((value, k) => {
        expect(Math.abs(value - (expected[t]?.[k] ?? Number.NaN)), `h[${k}] at ${t}`).toBeLessThan(2e-6);
      });
    });
  });
});
