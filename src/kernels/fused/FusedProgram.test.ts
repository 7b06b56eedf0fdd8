import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../base/random';
import { type Cell, defineCell } from '../../equations/defineCell';
import { add, identity, mul, sigmoid, tanh } from '../../equations/language';
import { makeCell } from '../../equations/makeCell';
import { flatten } from '../../equations/Nested';
import { resolveShape } from '../../equations/Shape';
import { programs } from '../../systems/programs';
import { compareWithFloat64, type FoundRun, type SequenceCase } from '../compareWithFloat64';
import { oddities } from '../oddities';
import { FusedProgram } from './FusedProgram';
import { NotFusableError } from './FusedPlan';
import { addRows, packFlat, putRows, takeRows, unpackFlat } from './packFlat';
import { planFused } from './planFused';

/** What has no fused form, and why: everything else must have one. */
const withoutForm: Readonly<Record<string, RegExp>> = {
  'two readouts of different sizes from one state': /softmax|sum/,
  'weights that stand alone, and what depends on them alone': /weights alone|concat/,
  'a row of a table, and states of two sizes': /axes|gather|sum/,
  'parts cut and joined': /slice|sum/,
};

/** A network up to what its softmax is taken of: the softmax belongs to the loss. */
function unsquashed(cell: Cell): Cell {
  const y = cell.quantities.get('y');
  const scores = y?.kind === 'operation' && y.operator === 'softmax' ? y.inputs[0] : undefined;
  return scores === undefined ? cell : makeCell({ ...cell, quantities: new Map([...cell.quantities, ['y', scores]]) });
}

const cases: readonly (readonly [string, Cell])[] = [
  ...Object.entries(programs).map(([id, program]) => [id, unsquashed(program)] as const),
  ...Object.entries(oddities),
  [
    'products of products, and a state that is one',
    defineCell({
      id: 'linear',
      state: ['h', 'm'],
      equations({ x, h, m, affine }) {
        const next = affine('h', x, h);
        const u = affine('u', { h: next }, m);
        return { h: next, u, m: tanh(mul(u, add(next, m))), q: sigmoid(affine('q', { u }, { h: next })) };
      },
    }),
  ],
  [
    'two states of one value',
    defineCell({
      id: 'twins',
      state: ['h', 'd'],
      equations({ x, h, d, affine }) {
        const next = tanh(affine('h', x, h, d));
        return { h: next, d: next, e: identity(next) };
      },
    }),
  ],
];
const fusable = cases.filter(([name]) => withoutForm[name] === undefined);
const size = fc.integer({ min: 1, max: 130 });

describe.each(fusable)('%s', (_name, program) => {
  test('each step is float64’s within 1e-6, and each gradient within 2e-6 of the largest', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 33 }),
        fc.integer({ min: 1, max: 64 }),
        size,
        size,
        size,
        fc.nat(),
        (B, T, X, H, Y, seed) => compare(program, small({ B, T, X, H, Y }), seed, false),
      ),
      {
        numRuns: 4,
        seed: 21,
        examples: [
          [1, 1, 1, 1, 1, 0],
          [5, 6, 3, 7, 2, 1],
        ],
      },
    );
  });
});

test.each(fusable.filter(([, program]) => canBeMasked(program)))(
  '%s keeps to its masks as float64 does',
  (_name, program) => {
    for (const [B, T, X, H, seed] of [
      [1, 7, 3, 5, 1],
      [6, 9, 2, 18, 2],
    ] as const)
      compare(program, { B, T, sizes: { X, H, Y: 3 } }, seed, true);
  },
);

test.each(cases.filter(([name]) => withoutForm[name] !== undefined))(
  '%s has no fused form, and the error says why',
  (name, program) => {
    const sizes = { X: 3, H: 3, Y: 3 };
    const plan = () => planFused(program, sizes, { roots: [...program.quantities.values()] });
    expect(plan).toThrow(NotFusableError);
    expect(plan).toThrow(withoutForm[name]);
  },
);

test('tokens are looked up as their one-hot rows would be multiplied', () => {
  const program = unsquashed(programs['lstm-next-symbol'] ?? fail());
  const sizes = { X: 9, H: 6, Y: 9 };
  const y = program.quantities.get('y') ?? fail();
  const [dense, tokens] = [undefined, 'x'].map(
    (tokenInput) => new FusedProgram(planFused(program, sizes, { roots: [y], tokenInput })),
  ) as [FusedProgram, FusedProgram];
  const random = createRandom(3);
  const named = Object.fromEntries(
    program.parameters.map(({ name, shape }) => [
      name,
      Float32Array.from(
        { length: resolveShape(shape, sizes).reduce((a, b) => a * b, 1) },
        () => random.uniform() - 0.5,
      ),
    ]),
  );
  const ids = [4, 0, 8, 8, 2, 5];
  const gradients = [dense, tokens].map((run) => {
    packFlat(run.plan.blocks, named, run.weights());
    run.lay(3, 2);
    if (run === tokens) run.tokens().set(ids);
    else
      putRows(
        run.rows(run.plan.inputs.get('x') ?? fail()),
        ids.flatMap((id) => Array.from({ length: 9 }, (_, k) => Number(k === id))),
        9,
      );
    run.forward();
    run.clearGradients();
    putRows(
      run.rows(run.plan.upstream.get(y) ?? fail()),
      Array.from({ length: 54 }, (_, i) => Math.sin(i)),
      9,
    );
    run.backward();
    const found = Object.fromEntries(
      Object.entries(named).map(([name, values]) => [name, new Float32Array(values.length)]),
    );
    unpackFlat(run.plan.blocks, run.gradients(), found);
    return found;
  });
  for (const name of Object.keys(named))
    gradients[0]?.[name]?.forEach((value, i) => expect(gradients[1]?.[name]?.[i]).toBeCloseTo(value, 6));
  expect(Math.max(...(gradients[1]?.W_xi ?? []))).toBeGreaterThan(0.001);
});

test('a thousand runs of changing lengths take no more memory than the largest', () => {
  const program = new FusedProgram(
    planFused(unsquashed(programs['gru-next-symbol'] ?? fail()), { X: 5, H: 9, Y: 5 }, { roots: [] }),
  );
  program.lay(40, 7);
  const { byteLength } = program.weights().buffer;
  for (let i = 0; i < 1000; i++) {
    program.lay(1 + (i % 40), 1 + (i % 7));
    program.forward();
    program.clearGradients();
    program.backward();
  }
  expect(program.weights().buffer.byteLength).toBe(byteLength);
});

test('weights that do not fit are refused by name', () => {
  const program = new FusedProgram(planFused(programs.tanh ?? fail(), { X: 2, H: 3 }, { roots: [] }));
  expect(() => packFlat(program.plan.blocks, { W_xh: new Float32Array(5) }, program.weights())).toThrow(
    'W_xh should be [2, 3], has 5 numbers',
  );
});

function fail(): never {
  throw new Error('there is no such thing');
}

/** Large sides one at a time, so that the comparison stays quick. */
function small({ B, T, X, H, Y }: Record<'B' | 'T' | 'X' | 'H' | 'Y', number>) {
  const steps = Math.max(1, Math.min(T, Math.floor(15_000 / (B * H * (H + X)))));
  return { B, T: steps, sizes: { X, H, Y } };
}

function canBeMasked(program: Cell): boolean {
  try {
    planFused(program, { X: 2, H: 2, Y: 2 }, { roots: [...program.quantities.values()], isMasked: true });
    return true;
  } catch {
    return false;
  }
}

function compare(
  program: Cell,
  shape: { B: number; T: number; sizes: Record<'X' | 'H' | 'Y', number> },
  seed: number,
  isMasked: boolean,
): void {
  const random = createRandom(seed);
  const masks = Array.from({ length: shape.B }, () =>
    Array.from({ length: shape.T }, () => (random.integer(3) === 0 ? 0 : 1)),
  );
  const spread = 0.8 / Math.sqrt(Math.max(1, shape.sizes.H / 4));
  compareWithFloat64(program, { ...shape, spread, ...(isMasked && { masks }) }, random, (given) =>
    runFused(given, isMasked),
  );
}

function runFused(
  { program, B, T, sizes, parameters, input, xs, initial, masks, upstream, lastUpstream }: SequenceCase,
  isMasked: boolean,
): FoundRun {
  const roots = [...program.quantities.values()];
  const plan = planFused(program, sizes, { roots, isMasked, hasInputGradients: true });
  const run = new FusedProgram(plan);
  run.lay(T, B);
  const shapes = new Map(program.parameters.map(({ name, shape }) => [name, shape]));
  const flat = Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      Float32Array.from(flatten(name, value, shapes.get(name) ?? [], sizes)),
    ]),
  );
  packFlat(plan.blocks, flat, run.weights());
  const sizeOf = (node: (typeof roots)[number]): number => resolveShape(program.shapes.get(node) ?? [], sizes)[0] ?? 0;
  const place = plan.inputs.get(input);
  if (place !== undefined) putRows(run.rows(place), xs.flat(2), xs[0]?.[0]?.length ?? 0);
  for (const [name, to] of plan.states)
    putRows(run.stateRows(to), (initial[name] ?? []).flat(), initial[name]?.[0]?.length ?? 0);
  if (isMasked) xs.forEach((_x, t) => masks?.forEach((mask, b) => (run.mask()[t * B + b] = mask[t] ?? 1)));
  run.forward();
  const values = new Map(
    [...program.quantities].map(([name, node]) => {
      const dense = takeRows(run.rows(plan.values.get(node) ?? fail()), sizeOf(node));
      return [
        name,
        Array.from({ length: T * B }, (_, row) => [...dense.subarray(row * sizeOf(node), (row + 1) * sizeOf(node))]),
      ];
    }),
  );
  run.clearGradients();
  for (const node of new Set(roots)) {
    // One value may have several names, and be a state: all that comes to it is one gradient.
    const names = [...program.quantities].flatMap(([name, other]) => (other === node ? [name] : []));
    const sum = new Float64Array(T * B * sizeOf(node));
    for (const name of names)
      (upstream.get(name) ?? []).flat(2).forEach((value, i) => (sum[i] = (sum[i] ?? 0) + value));
    for (const name of names.filter((name) => program.state.includes(name)))
      (lastUpstream[name] ?? []).flat().forEach((value, i) => {
        const at = (T - 1) * B * sizeOf(node) + i;
        sum[at] = (sum[at] ?? 0) + value;
      });
    addRows(run.rows(plan.upstream.get(node) ?? fail()), sum, sizeOf(node));
  }
  run.backward();
  const found = Object.fromEntries(Object.entries(flat).map(([name, value]) => [name, new Float32Array(value.length)]));
  unpackFlat(plan.blocks, run.gradients(), found);
  const dense = (rows: Parameters<typeof takeRows>[0], width: number): number[] => [...takeRows(rows, width)];
  const xGradient = plan.inputGradients.get(input);
  return {
    values,
    gradients: {
      ...Object.fromEntries(Object.entries(found).map(([name, value]) => [name, [...value]])),
      ...(xGradient && { x: dense(run.rows(xGradient), xs[0]?.[0]?.length ?? 0) }),
      ...Object.fromEntries(
        [...plan.stateGradients].map(([name, to]) => [
          `initial ${name}`,
          dense(run.stateRows(to), initial[name]?.[0]?.length ?? 0),
        ]),
      ),
    },
  };
}
