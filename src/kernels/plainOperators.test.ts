import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '../base/random';
import { startBackend } from '../commands/startBackend';
import { drawVector } from '../equations/drawParameters';
import { type OperatorId, operators } from '../equations/operators';
import type { Operator } from '../equations/operators/Operator';
import { drawInputs, signaturesOf } from '../equations/operators/signatures';
import { sizeOf } from '../equations/Shape';
import { plainOperators } from './plainOperators';

const ids = Object.keys(plainOperators) as (keyof typeof plainOperators)[];
const size = fc.integer({ min: 1, max: 4 });

test('every operator but affine, which is packed, has its tfjs form', () => {
  expect(new Set(ids)).toEqual(new Set((Object.keys(operators) as OperatorId[]).filter((id) => id !== 'affine')));
});

describe.each([
  ['cpu', () => tf.setBackend('cpu')],
  ['wasm', startBackend],
] as const)('on the %s backend', (backend, start) => {
  beforeAll(async () => {
    await start();
  });

  test.each(ids)('%s and its gradient are those of float64, row by row of a batch', (id) => {
    expect(tf.getBackend()).toBe(backend);
    const operator: Operator = operators[id];
    fc.assert(
      fc.property(size, size, size, size, fc.double({ min: -3, max: 3, noNaN: true }), fc.nat(), (...drawn) => {
        const [B, N, M, K, factor, seed] = drawn;
        const random = createRandom(seed);
        for (const signature of signaturesOf(id, N, M, K, Math.fround(factor))) {
          const { shapes, attributes, result } = signature;
          const rows = Array.from({ length: B }, () => drawInputs(id, signature, random));
          // One input may be a weight, which comes once for all rows; the interpreter repeats it for `concat` alone.
          const shared = id === 'concat' || shapes.length === 1 ? undefined : random.integer(shapes.length + 1);
          if (shared !== undefined)
            for (const row of rows) row.splice(shared, 1, ...(rows[0] ?? []).slice(shared, shared + 1));
          const upstream = Array.from({ length: B }, () => Float64Array.from(drawVector(sizeOf(result), random)));
          const node = { attributes, inputShapes: shapes };
          const values = rows.map((inputs) => operator.value(inputs, node));
          const exact = rows.map((inputs, b) =>
            operator.gradient(upstream[b] ?? new Float64Array(), inputs, values[b] ?? new Float64Array(), node),
          );
          const found = tf.tidy(() => {
            const inputs = shapes.map((shape, place) =>
              tf.tensor(
                rows.slice(0, place === shared ? 1 : B).flatMap((row) => [...(row[place] ?? [])]),
                [place === shared ? 1 : B, ...shape],
              ),
            );
            const weighting = tf.tensor(
              upstream.flatMap((row) => [...row]),
              [B, ...result],
            );
            let value: tf.Tensor | undefined;
            const { grads } = tf.valueAndGrads((...tensors: tf.Tensor[]) => {
              value = tf.keep(plainOperators[id](tensors, attributes));
              return tf.sum(tf.mul(value, weighting)).asScalar();
            })(inputs);
            const shape = value?.shape;
            const numbers = [...(value?.dataSync() ?? [])];
            value?.dispose();
            return { shape, numbers, gradients: grads.map((gradient) => [...gradient.dataSync()]) };
          });
          expect(found.shape).toEqual([B, ...result]);
          expectNear(
            found.numbers,
            values.flatMap((row) => [...row]),
            2e-6,
            'value',
          );
          shapes.forEach((_, place) => {
            const perRow = exact.map((row) => [...(row[place] ?? [])]);
            const expected =
              place === shared
                ? perRow.reduce((sum, row) => sum.map((value, i) => value + (row[i] ?? 0)))
                : perRow.flat();
            expectNear(found.gradients[place] ?? [], expected, 5e-6, `gradient of input ${place}`);
          });
        }
      }),
      { numRuns: 6, seed: 6 },
    );
  });
});

/** Within a share of the largest, or of one. */
function expectNear(found: readonly number[], expected: readonly number[], bound: number, what: string): void {
  expect(found, what).toHaveLength(expected.length);
  const largest = Math.max(1, ...expected.map(Math.abs));
  expected.forEach((value, i) => {
    expect(Math.abs((found[i] ?? Number.NaN) - value) / largest, `${what}[${i}]`).toBeLessThan(bound);
  });
}
