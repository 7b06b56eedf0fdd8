import fc from 'fast-check';
import katex from 'katex';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../base/random';
import { centralDifferences } from '../centralDifferences';
import { drawVector } from '../drawParameters';
import type { Attributes } from '../Expression';
import { isSameShape, ShapeError, sizeOf } from '../Shape';
import { type OperatorId, operators } from '.';
import type { Operator } from './Operator';
import { drawInputs, signaturesOf } from './signatures';

/** Inputs whose gradient is zero by what the operator is for, whatever the differences say. */
const passesNoGradient = new Set(['stopGradient 0']);

const size = fc.integer({ min: 1, max: 5 });
const ids = Object.keys(operators) as OperatorId[];

describe.each(ids)('operator %s', (id) => {
  const operator: Operator = operators[id];

  test('has the shape that it promises, and the gradient of central differences, at every size', () => {
    fc.assert(
      fc.property(size, size, size, fc.double({ min: -3, max: 3, noNaN: true }), fc.nat(), (N, M, K, factor, seed) => {
        const random = createRandom(seed);
        for (const signature of signaturesOf(id, N, M, K, factor)) {
          const inputs = drawInputs(id, signature, random);
          const node = { attributes: signature.attributes, inputShapes: signature.shapes };
          const output = operator.value(inputs, node);
          expect(output).toHaveLength(sizeOf(signature.result));
          const upstream = Float64Array.from(drawVector(output.length, random));
          const loss = (): number =>
            operator.value(inputs, node).reduce((sum, value, i) => sum + value * (upstream[i] ?? 0), 0);
          const gradients = operator.gradient(upstream, inputs, output, node);
          expect(gradients).toHaveLength(inputs.length);
          inputs.forEach((input, place) => {
            const numeric = passesNoGradient.has(`${id} ${place}`)
              ? Array.from(input, () => 0)
              : centralDifferences(loss, input);
            expect(gradients[place]).toHaveLength(input.length);
            const largest = Math.max(1, ...numeric.map(Math.abs));
            numeric.forEach((expected, i) => {
              const error = Math.abs((gradients[place]?.[i] ?? Number.NaN) - expected);
              expect(error, `input ${place}, element ${i}`).toBeLessThan(1e-8 * largest);
            });
          });
        }
      }),
      { numRuns: 12, seed: 1 },
    );
  });

  test('leaves its inputs and what comes from upstream as they are', () => {
    for (const signature of signaturesOf(id, 3, 4, 2, -1.5)) {
      const random = createRandom(3);
      const inputs = drawInputs(id, signature, random);
      const upstream = Float64Array.from(drawVector(sizeOf(signature.result), random));
      const before = structuredClone({ inputs, upstream });
      const node = { attributes: signature.attributes, inputShapes: signature.shapes };
      operator.gradient(upstream, inputs, operator.value(inputs, node), node);
      expect({ inputs, upstream }).toEqual(before);
    }
  });

  test('is set by KaTeX, and said without a hole', () => {
    for (const { shapes, attributes } of signaturesOf(id, 2, 3, 2, -1.5)) {
      const tex = operator.tex(
        shapes.map((_, place) => ({ tex: `v_${place}`, binding: 2 })),
        attributes,
      );
      expect(() => katex.renderToString(tex.tex, { throwOnError: true, strict: 'error' })).not.toThrow();
      const { words } = operator.sentence(
        shapes.map((_, place) => ({ words: `v ${place}`, binding: 2 })),
        attributes,
      );
      expect(words).toMatch(/^[\w .,:;-]+$/);
      expect(words).not.toMatch(/undefined|NaN| {2}/);
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

test('operators on matrices, images and memories say what does not fit', () => {
  const named = (...shapes: (number | string)[][]) =>
    shapes.map((shape, place) => ({ symbol: 'MvK'[place] ?? '', shape }));
  const says = (id: OperatorId, shapes: (number | string)[][], attributes: Attributes, message: string): void =>
    expect(() => operators[id].shape(named(...shapes), attributes)).toThrow(new ShapeError(message));
  says('matVec', [['N', 'M'], ['H']], {}, 'matVec does not fit: M is [N, M], v is [H]; M should equal H');
  says('outer', [['N', 'M'], ['H']], {}, 'outer needs a vector; M is [N, M]');
  says('gather', [['N', 'M'], ['H']], {}, 'gather does not fit: v is [H], an index is [1]; H should equal 1');
  says(
    'conv1d',
    [
      ['L', 3],
      [6, 2],
    ],
    { window: [2] },
    'conv1d: a window of [2] does not fit into M [L, 3]',
  );
  says(
    'conv1d',
    [
      [5, 3],
      [5, 2],
    ],
    { window: [2] },
    'conv1d does not fit: M is [5, 3], v is [5, 2]; 6 should equal 5',
  );
  says('maxPool', [[5, 3]], { window: [2] }, 'maxPool: windows of [2] do not divide M [5, 3]');
  says(
    'complexProduct',
    [[3], [3]],
    {},
    'complexProduct needs real parts and as many imaginary ones; M has 3 elements',
  );
  says('where', [[2], [3], [3]], {}, 'where needs a mask of shape [3] or [1]; M is [2]');
  says('reshape', [['H']], { shape: [2, 2] }, 'reshape to [2, 2] needs 4 numbers; M is [H]');
  const node = { attributes: {}, inputShapes: [[2, 1], [1]] };
  expect(() => operators.gather.value([Float64Array.of(1, 2), Float64Array.of(2)], node)).toThrow(
    'gather: there is no row 2 in a matrix of 2 rows, counted from 0',
  );
});
