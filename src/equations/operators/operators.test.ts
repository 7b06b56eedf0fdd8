import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../base/random';
import { centralDifferences } from '../centralDifferences';
import { drawVector } from '../drawParameters';
import type { Attributes } from '../Expression';
import { isSameShape, ShapeError, sizeOf } from '../Shape';
import { operators } from '.';
import type { Operator } from './Operator';

interface Signature {
  readonly shapes: readonly (readonly number[])[];
  readonly attributes: Attributes;
}

/** Shapes that some operator might take. Each row is tried on all of them, and must take at least one. */
function signatures(N: number, M: number, K: number, factor: number): Signature[] {
  const start = Math.floor(N / 2);
  const attributes = { name: 'q', factor, start, size: N - start };
  const plain = [
    [[N]],
    [[N, M]],
    [[N], [N]],
    [[N], [M]],
    [[N], [N, M]],
    [
      [N, M],
      [M, K],
    ],
    [
      [N, M],
      [N, M],
    ],
    [[N], [M], [K]],
  ];
  const affine = [
    [[N], [N, M]],
    [[N], [N, M], [M]],
    [[N], [K], [N, M], [K, M], [M]],
    [[N], [K], [M], [N, M], [K, M], [M, M]],
  ];
  return [
    ...plain.map((shapes) => ({ shapes, attributes })),
    ...affine.map((shapes) => ({ shapes, attributes: { ...attributes, operands: Math.floor(shapes.length / 2) } })),
  ];
}

function resultShape(operator: Operator, { shapes, attributes }: Signature): number[] | undefined {
  if (operator.arity !== 'any' && operator.arity !== shapes.length) return undefined;
  try {
    const result = operator.shape(
      shapes.map((dimensions, place) => ({ symbol: `v${place}`, shape: dimensions })),
      attributes,
    );
    return result.map(Number);
  } catch (error) {
    if (error instanceof ShapeError) return undefined;
    throw error;
  }
}

const size = fc.integer({ min: 1, max: 7 });

describe.each(Object.entries<Operator>(operators))('operator %s', (_id, operator) => {
  test('has the shape that it promises, and the gradient of central differences, at every size', () => {
    fc.assert(
      fc.property(size, size, size, fc.double({ min: -3, max: 3, noNaN: true }), fc.nat(), (N, M, K, factor, seed) => {
        const random = createRandom(seed);
        const fitting = signatures(N, M, K, factor).flatMap((signature) => {
          const shape = resultShape(operator, signature);
          return shape === undefined ? [] : [{ ...signature, shape }];
        });
        expect(fitting, 'no signature fits: add one to this test').not.toHaveLength(0);
        for (const { shapes, attributes, shape } of fitting) {
          // Kinks, such as ReLU's at zero, are kept out of reach of the differences.
          const inputs = shapes.map((dimensions) =>
            Float64Array.from(drawVector(sizeOf(dimensions), random, 2), (value) => value + Math.sign(value) * 0.01),
          );
          const node = { attributes, inputShapes: shapes };
          const output = operator.value(inputs, node);
          expect(output).toHaveLength(sizeOf(shape));
          const upstream = Float64Array.from(drawVector(output.length, random));
          const loss = (): number =>
            operator.value(inputs, node).reduce((sum, value, i) => sum + value * (upstream[i] ?? 0), 0);
          const gradients = operator.gradient(upstream, inputs, output, node);
          expect(gradients).toHaveLength(inputs.length);
          inputs.forEach((input, place) => {
            const numeric = centralDifferences(loss, input);
            expect(gradients[place]).toHaveLength(input.length);
            numeric.forEach((expected, i) => {
              const error = Math.abs((gradients[place]?.[i] ?? Number.NaN) - expected);
              expect(error, `input ${place}, element ${i}`).toBeLessThan(1e-8);
            });
          });
        }
      }),
      { numRuns: 25, seed: 1 },
    );
  });

  test('leaves its inputs and what comes from upstream as they are', () => {
    for (const signature of signatures(3, 4, 2, -1.5)) {
      const shape = resultShape(operator, signature);
      if (shape === undefined) continue;
      const random = createRandom(3);
      const inputs = signature.shapes.map((dimensions) => Float64Array.from(drawVector(sizeOf(dimensions), random)));
      const upstream = Float64Array.from(drawVector(sizeOf(shape), random));
      const before = structuredClone({ inputs, upstream });
      const node = { attributes: signature.attributes, inputShapes: signature.shapes };
      operator.gradient(upstream, inputs, operator.value(inputs, node), node);
      expect({ inputs, upstream }).toEqual(before);
    }
  });
});

test.each(['add', 'sub', 'mul'] as const)('%s of unequal shapes names both symbols and both shapes', (id) => {
  const given = [
    { symbol: 'z', shape: ['H'] },
    { symbol: 'x', shape: ['X'] },
  ];
  expect(() => operators[id].shape(given, {})).toThrow(new ShapeError(`${id} needs equal shapes; z is [H], x is [X]`));
});

test('affine names the weight that does not fit, its shape and the one it should have', () => {
  const given = [
    { symbol: 'x', shape: ['X'] },
    { symbol: 'W_xh', shape: ['H', 'H'] },
    { symbol: 'b_h', shape: ['H'] },
  ];
  expect(() => operators.affine.shape(given, { operands: 1 })).toThrow('W_xh should be [X, H] for x [X], is [H, H]');
});

test('slice that reaches past the end says so', () => {
  expect(() => operators.slice.shape([{ symbol: 'h', shape: [4] }], { start: 2, size: 3 })).toThrow(
    'slice [2, 5) reaches past the end of h [4]',
  );
});

test('concat adds numbers by value and letters by name', () => {
  const shapeOf = (...shapes: (number | string)[]) =>
    operators.concat.shape(
      shapes.map((dimension) => ({ symbol: 'v', shape: [dimension] })),
      {},
    );
  expect(isSameShape(shapeOf(2, 3), [5])).toBe(true);
  expect(isSameShape(shapeOf('X', 'H'), ['X+H'])).toBe(true);
});

test('softmax sums to one at any size and does not overflow', () => {
  fc.assert(
    fc.property(fc.float64Array({ minLength: 1, maxLength: 40, min: -1e6, max: 1e6, noNaN: true }), (scores) => {
      const y = operators.softmax.value([scores], { attributes: {}, inputShapes: [[scores.length]] });
      expect(y.every((p) => p >= 0 && p <= 1)).toBe(true);
      expect(y.reduce((total, p) => total + p, 0)).toBeCloseTo(1, 12);
    }),
  );
});

test('sigmoid and tanh reach their limits without overflow', () => {
  const node = { attributes: {}, inputShapes: [[2]] };
  const far = Float64Array.of(-1e4, 1e4);
  expect([...operators.sigmoid.value([far], node)]).toEqual([0, 1]);
  expect([...operators.tanh.value([far], node)]).toEqual([-1, 1]);
});
