import type { Random } from '../../base/random';
import { drawVector } from '../drawParameters';
import type { Attributes } from '../Expression';
import { ShapeError, sizeOf } from '../Shape';
import { type OperatorId, operators } from '.';
import type { Operator } from './Operator';

/** Shapes and attributes that an operator takes, and the shape that it makes of them: what the suites over the table are run on. */
interface Signature {
  readonly shapes: readonly (readonly number[])[];
  readonly attributes: Attributes;
  readonly result: readonly number[];
}

/** Every signature of an operator among shapes of sides N, M and K, 1 or more. @throws Error when there is none: then add one here */
export function signaturesOf(id: OperatorId, N: number, M: number, K: number, factor: number): Signature[] {
  const operator: Operator = operators[id];
  const fitting = candidates(id, N, M, K, factor).flatMap(({ shapes, attributes }) => {
    if (operator.arity !== 'any' && operator.arity !== shapes.length) return [];
    try {
      const named = shapes.map((shape, place) => ({ symbol: `v${place}`, shape }));
      return [{ shapes, attributes, result: operator.shape(named, attributes).map(Number) }];
    } catch (error) {
      if (error instanceof ShapeError) return [];
      throw error;
    }
  });
  if (fitting.length === 0) throw new Error(`no signature fits the operator ${id}: add one`);
  return fitting;
}

/** Draws inputs for an operator, within what it is defined on, and away from kinks and poles; exact in float32. */
export function drawInputs(id: OperatorId, { shapes }: Pick<Signature, 'shapes'>, random: Random): Float64Array[] {
  const fit = domains[id] ?? ((value: number) => value + Math.sign(value) * 0.01);
  return shapes.map((shape, place) =>
    Float64Array.from(drawVector(sizeOf(shape), random, 2), (value) => Math.fround(fit(value, place, shapes))),
  );
}

type Domain = (value: number, place: number, shapes: Signature['shapes']) => number;

const away = (value: number): number => value + Math.sign(value) * 0.3;

const domains: Partial<Record<OperatorId, Domain>> = {
  log: (value) => Math.abs(away(value)),
  sqrt: away,
  power: (value) => Math.abs(value) + 0.7,
  div: (value, place) => (place === 1 ? value + Math.sign(value) * 0.5 : value),
  cosine: away,
  gather: (value, place, [[rows = 1] = []]) =>
    place === 1 ? Math.min(rows - 1, Math.floor((Math.abs(value) / 2) * rows)) : value,
  where: (value, place) => (place === 0 ? Number(value > 0) : value),
  hold: (value, place) => (place === 1 ? Math.floor(Math.abs(value) * 1.5) + 0.5 : value),
};

type Candidate = Omit<Signature, 'result'>;

function candidates(id: OperatorId, N: number, M: number, K: number, factor: number): Candidate[] {
  const start = Math.floor(N / 2);
  const attributes = { name: 'q', factor, offset: factor, exponent: factor, start, size: N - start, centre: start };
  if (id === 'affine')
    return [
      [[N], [N, M]],
      [[N], [N, M], [M]],
      [[N], [K], [N, M], [K, M], [M]],
      [[N], [K], [M], [N, M], [K, M], [M, M]],
    ].map((shapes) => ({ shapes, attributes: { ...attributes, operands: Math.floor(shapes.length / 2) } }));
  const plain = [
    [[N]],
    [[2 * N]],
    [[N, M]],
    [[N], [N]],
    [[N], [M]],
    [[2 * N], [2 * N]],
    ...[
      [[N], [N, M]],
      [[N, M], [M]],
      [[N, M], [1]],
      [
        [N, M],
        [N, M],
      ],
    ],
    ...[
      [[N], [M], [K]],
      [[N], [N], [N]],
      [[1], [N], [N]],
      [[1], [N, M], [N, M]],
    ],
  ].map((shapes) => ({ shapes, attributes }));
  if (id === 'hold')
    return plain.flatMap(({ shapes }) =>
      [undefined, [0], [0, N - 1]].map((units) => ({
        shapes,
        attributes: { held: factor, from: 1, ...(units && { units: [...new Set(units)] }) },
      })),
    );
  const windows = [
    {
      shapes: [
        [2 * N + M, K],
        [N * K, M],
      ],
      window: [N],
    },
    {
      shapes: [
        [N + 1, M + 2, 2],
        [2 * 3 * 2, K],
      ],
      window: [2, 3],
    },
    { shapes: [[2 * N, M]], window: [2] },
    { shapes: [[2 * N, 3 * K, M]], window: [2, 3] },
  ].map(({ shapes, window }) => ({ shapes, attributes: { window } }));
  return [...plain, ...windows, { shapes: [[N * M]], attributes: { shape: [M, N] } }];
}
