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
  /** A gate of tfjs's that the cell has not, held open by this bias. */
  readonly heldOpen?: Readonly<Record<string, number>>;
}

const options = { returnSequences: true, useBias: true, recurrentInitializer: 'glorotUniform' } as const;
const lstmLayer = (units: number): tf.RNN => tf.layers.lstm({ ...options, units, recurrentActivation: 'sigmoid' });

// tfjs's default gate is a hard sigmoid; the papers' is the logistic function.
const twins: Record<keyof typeof cells, LayerTwin | 'tfjs has no such layer'> = {
  tanh: { make: (units) => tf.layers.simpleRNN({ ...options, units }), gates: ['h'] },
  irnn: { make: (units) => tf.layers.simpleRNN({ ...options, units, activation: 'relu' }), gates: ['h'] },
  // Without a forget gate is with one that is always open: σ(100) is 1 in float32.
  'lstm-1997': { make: lstmLayer, gates: ['i', 'f', 'g', 'o'], heldOpen: { f: 100 } },
  'lstm-1997-original': 'tfjs has no such layer',
  lstm: { make: lstmLayer, gates: ['i', 'f', 'g', 'o'] },
  'lstm-peephole': 'tfjs has no such layer',
  gru: {
    make: (units) => tf.layers.gru({ ...options, units, recurrentActivation: 'sigmoid' }),
    gates: ['z', 'r', 'n'],
  },
  'gru-reset-after': 'tfjs has no such layer',
};

beforeAll(async () => {
  await tf.setBackend('cpu');
});

test('tfjs refuses to reset after the product', () => {
  const args = { units: 1, resetAfter: true } as Parameters<typeof tf.layers.gru>[0];
  expect(() => tf.layers.gru(args)).toThrow(/reset_after/);
});

const paired = Object.entries(twins).flatMap(([id, twin]): [keyof typeof cells, LayerTwin][] =>
  typeof twin === 'string' ? [] : [[id as keyof typeof cells, twin]],
);

describe.each(paired)('%s', (id, twin) => {
  const cell: Cell = cells[id];

  test.each([
    [1, 1, 1],
    [7, 3, 5],
    [12, 8, 17],
  ])('equals the layer of tfjs with copied weights, T=%i X=%i H=%i', (T, X, H) => {
    const random = createRandom(T * 100 + H);
    const p = drawParameters(cell, { X, H }, random, 0.7);
    const xs = Array.from({ length: T }, () => drawVector(X, random));
    const sideBySide = (prefix: string): number[][] =>
      twin.gates
        .map((gate) => (p[`${prefix}${gate}`] ?? zeros(prefix === 'W_x' ? X : H, H)) as number[][])
        .reduce((left, right) => left.map((row, i) => [...row, ...(right[i] ?? [])]));
    const layer = twin.make(H);
    const found = tf.tidy(() => {
      const input = tf.tensor3d([xs]);
      layer.apply(input);
      layer.setWeights([
        tf.tensor2d(sideBySide('W_x')),
        tf.tensor2d(sideBySide('W_h')),
        tf.tensor1d(
          twin.gates.flatMap(
            (gate) => (p[`b_${gate}`] as number[] | undefined) ?? new Array<number>(H).fill(twin.heldOpen?.[gate] ?? 0),
          ),
        ),
      ]);
      return (layer.apply(input) as tf.Tensor3D).arraySync()[0] ?? [];
    });
    layer.dispose();
    const expected = evaluateSequence(cell, p, xs).steps.map(({ h = [] }) => h);
    expect(found).toHaveLength(T);
    // float32 over a whole run, in units of its largest state where nothing holds it below one; each step alone is held to 1e-6 by the
    // suite of kernels.
    const unit = Math.max(1, ...expected.flat().map(Math.abs));
    found.forEach((h, t) => {
      h.forEach((value, k) => {
        expect(Math.abs(value - (expected[t]?.[k] ?? Number.NaN)) / unit, `h[${k}] at ${t}`).toBeLessThan(2e-6);
      });
    });
  });
});

const zeros = (rows: number, columns: number): number[][] =>
  Array.from({ length: rows }, () => new Array<number>(columns).fill(0));
