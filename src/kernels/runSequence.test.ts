import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom, type Random } from '../base/random';
import { tanh as elman } from '../cells/tanh';
import { startBackend } from '../commands/startBackend';
import { type Cell, defineCell, stack } from '../equations/defineCell';
import { drawParameters, drawVector } from '../equations/drawParameters';
import { evaluateSequence } from '../equations/evaluateSequence';
import {
  add,
  concat,
  gather,
  mul,
  relu,
  scale,
  shift,
  sigmoid,
  slice,
  softmax,
  sub,
  sum,
  tanh,
} from '../equations/language';
import { resolveShape, type Sizes } from '../equations/Shape';
import { programs } from '../systems/programs';
import { runSequence } from './runSequence';

/** Cells that no one would train, but that use the loop's borders in every way: each stage feeds each later one, and a state may be any of them. */
const oddities: Record<string, Cell> = {
  'an input used as it is, and a state that is computed before the loop': defineCell({
    id: 'borders',
    state: ['h', 'd', 'e'],
    inputs: { x: 'H' },
    equations({ x, h, d, e, affine }) {
      const u = relu(affine('u', x));
      const next = tanh(add(affine('h', mul(x, x), h), mul(add(x, u), e)));
      return { u, d: u, e: d, h: next, q: sub(next, u) };
    },
  }),
  'a state that is the input itself': defineCell({
    id: 'delay',
    state: ['h'],
    inputs: { x: 'H' },
    equations: ({ x, h, affine }) => ({ h: x, q: sigmoid(affine('q', h, x)) }),
  }),
  'two readouts of different sizes from one state': stack(
    'two-headed',
    elman,
    defineCell({
      id: 'heads',
      state: [],
      inputs: { h: 'H' },
      sizes: { y: 'Y' },
      equations: ({ h, affine }) => ({ y: softmax(affine('y', h)), q: scale(-2, affine('q', h)), total: sum(h) }),
    }),
  ),
  'weights that stand alone, and what depends on them alone': defineCell({
    id: 'alone',
    state: ['h', 'm'],
    equations({ x, h, m, affine, product, share, weight }) {
      const [p, v] = [weight('p_h'), weight('v')];
      const w = tanh(v);
      const next = tanh(add(product('h', x, h), mul(p, add(m, share('q', mul(w, h))))));
      return { h: next, m: sigmoid(add(mul(w, p), v)), w, q: concat(next, w), u: affine('u', { v: w }, { x }) };
    },
  }),
  'a row of a table, and states of two sizes': defineCell({
    id: 'table',
    state: { h: 'H', s: 'Y' },
    sizes: { u: 'Y' },
    equations({ x, h, s, affine, weight }) {
      const row = gather(weight('E', 4, 'H'), shift(scale(0, sum(x)), 2));
      const next = tanh(add(affine('h', x, h, s), row));
      return { h: next, s: sigmoid(affine('u', { h: next }, s)), e: row };
    },
  }),
  'parts cut and joined': defineCell({
    id: 'parts',
    state: ['h'],
    equations({ x, h, affine }) {
      const next = tanh(affine('h', x, h));
      return { h: next, q: concat(slice(next, 0, 1), sum(x)) };
    },
  }),
};

const size = fc.integer({ min: 1, max: 9 });

describe.each([
  ['cpu', () => tf.setBackend('cpu')],
  ['wasm', startBackend],
] as const)('on the %s backend', (backend, start) => {
  beforeAll(async () => {
    await start();
  });

  describe.each([...Object.entries(programs), ...Object.entries(oddities)])('%s', (_id, program) => {
    test('each step is float64’s within 1e-6, and each gradient within 2e-6 of the largest', () => {
      expect(tf.getBackend()).toBe(backend);
      fc.assert(
        fc.property(size, size, size, size, size, fc.nat(), (B, T, X, H, Y, seed) => {
          const random = createRandom(seed);
          compare(program, { B, T, sizes: { X, H, Y } }, random);
        }),
        { numRuns: 5, seed: 4 },
      );
    });
  });

  test.each(Object.entries(programs))('%s keeps to its masks as float64 does', (_id, program) => {
    fc.assert(
      fc.property(size, size, size, size, fc.nat(), (B, T, X, H, seed) => {
        const random = createRandom(seed);
        const masks = Array.from({ length: B }, () =>
          Array.from({ length: T }, () => (random.integer(3) === 0 ? 0 : 1)),
        );
        compare(program, { B, T, sizes: { X, H, Y: 3 }, masks }, random);
      }),
      { numRuns: 2, seed: 6 },
    );
  });

  test('one step alone has gradients too', () => {
    for (const program of Object.values(programs))
      compare(program, { B: 3, T: 1, sizes: { X: 2, H: 3, Y: 2 } }, createRandom(10));
  });

  test('fifty runs leave no tensor behind', () => {
    const program = programs['lstm-next-symbol'];
    if (program === undefined) throw new Error('there is no lstm-next-symbol');
    const random = createRandom(9);
    const run = (): void => compare(program, { B: 2, T: 5, sizes: { X: 3, H: 4, Y: 3 } }, random);
    run();
    const before = tf.memory().numTensors;
    for (let i = 0; i < 50; i++) run();
    expect(tf.memory().numTensors).toBe(before);
  });
});

/** Runs a program in tfjs and in float64 on the same drawn numbers, and compares every quantity at every step and every gradient. */
function compare(
  program: Cell,
  { B, T, sizes, masks }: { B: number; T: number; sizes: Sizes; masks?: number[][] },
  random: Random,
): void {
  const p = drawParameters(program, sizes, random, 0.8);
  const input = program.nodes.find((node) => node.kind === 'input');
  const width = resolveShape((input && program.shapes.get(input)) ?? ['X'], sizes)[0] ?? 0;
  const drawRows = (rows: number, columns: number): number[][] =>
    Array.from({ length: rows }, () => drawVector(columns, random));
  const xs = Array.from({ length: T }, () => drawRows(B, width));
  const sizeOf = (name: string): number => resolveShape(program.stateShapes[name] ?? [], sizes)[0] ?? 0;
  const initial = Object.fromEntries(program.state.map((name) => [name, drawRows(B, sizeOf(name))]));
  const weightings = new Map(
    [...program.quantities].map(([name, node]) => [
      name,
      Array.from({ length: T }, () => drawRows(B, resolveShape(program.shapes.get(node) ?? [], sizes)[0] ?? 0)),
    ]),
  );
  const lastWeightings = Object.fromEntries(program.state.map((name) => [name, drawRows(B, sizeOf(name))]));

  const given: [string, tf.Tensor][] = [
    ...Object.entries(p).map(([name, value]): [string, tf.Tensor] => [name, tf.tensor(value as number[])]),
    ['x', tf.tensor2d(xs.flat(), [T * B, width])],
    ...Object.entries(initial).map(([name, rows]): [string, tf.Tensor] => [`initial ${name}`, tf.tensor2d(rows)]),
  ];
  const values = new Map<string, number[][]>();
  const lossOf = (...tensors: tf.Tensor[]): tf.Scalar => {
    const named = Object.fromEntries(given.map(([name], place) => [name, tensors[place]])) as Record<
      string,
      tf.Tensor2D
    >;
    const run = runSequence(
      program,
      named,
      { x: named.x as tf.Tensor2D },
      T,
      Object.fromEntries(program.state.map((name) => [name, named[`initial ${name}`] as tf.Tensor2D])),
      masks && tf.tensor2d(xs.flatMap((_x, t) => masks.map((mask) => [mask[t] ?? 1]))),
    );
    const terms = [...program.quantities].map(([name, node]) => {
      const tensor = run.valuesOf(node);
      values.set(name, tensor.arraySync());
      return tf.sum(tf.mul(tensor, tf.tensor2d(weightings.get(name)?.flat() ?? [])));
    });
    const lasts = program.state.map((name) =>
      tf.sum(tf.mul(run.last[name] as tf.Tensor2D, tf.tensor2d(lastWeightings[name] ?? []))),
    );
    return tf.addN([...terms, ...lasts]).asScalar();
  };
  const found = tf.tidy(() => {
    const { grads } = tf.valueAndGrads(lossOf)(given.map(([, tensor]) => tensor));
    return Object.fromEntries(given.map(([name], place) => [name, [...(grads[place] as tf.Tensor).dataSync()]]));
  });
  tf.dispose(given.map(([, tensor]) => tensor));

  const rowOf = (name: string, t: number, b: number): number[] =>
    (t < 0 ? initial[name]?.[b] : values.get(name)?.[t * B + b]) ?? [];
  for (let t = 0; t < T; t++)
    for (let b = 0; b < B; b++) {
      const before = Object.fromEntries(program.state.map((name) => [name, rowOf(name, t - 1, b)]));
      const options = { initial: before, ...(masks && { mask: [masks[b]?.[t] ?? 1] }) };
      const step = evaluateSequence(program, p, [xs[t]?.[b] ?? []], options).steps[0] ?? {};
      // float32 keeps digits, not places: where nothing holds a state in, it is measured by the largest state that goes in.
      const unit = Math.max(1, ...Object.values(before).flat().map(Math.abs));
      for (const [name, exact] of Object.entries(step))
        exact.forEach((value, k) => {
          const error = Math.abs((rowOf(name, t, b)[k] ?? Number.NaN) - value) / unit;
          expect(error, `${name}[${k}] at step ${t}`).toBeLessThan(1e-6);
        });
    }

  const exact: Record<string, number[]> = {};
  const addTo = (name: string, gradient: readonly number[]): void => {
    exact[name] = gradient.map((value, i) => value + (exact[name]?.[i] ?? 0));
  };
  const xGradients = Array.from({ length: B }, (_, b) => {
    const { gradients } = evaluateSequence(
      program,
      p,
      xs.map((rows) => rows[b] ?? []),
      {
        initial: Object.fromEntries(Object.entries(initial).map(([name, rows]) => [name, rows[b] ?? []])),
        ...(masks && { mask: masks[b] ?? [] }),
        upstream: xs.map((_x, t) =>
          Object.fromEntries(
            [...weightings].map(([name, rows]) => [
              name,
              (rows[t]?.[b] ?? []).map((value, k) => value + (t === T - 1 ? (lastWeightings[name]?.[b]?.[k] ?? 0) : 0)),
            ]),
          ),
        ),
      },
    );
    for (const [name, gradient] of Object.entries(gradients?.parameters ?? {})) addTo(name, gradient.flat());
    return gradients;
  });
  exact.x = xs.flatMap((_, t) => xGradients.flatMap((gradients) => gradients?.xs[t] ?? []));
  for (const name of program.state)
    exact[`initial ${name}`] = xGradients.flatMap((gradients) => gradients?.initial[name] ?? []);
  const largest = Math.max(...Object.values(exact).flat().map(Math.abs));
  for (const [name, gradient] of Object.entries(exact)) {
    expect(found[name], name).toHaveLength(gradient.length);
    gradient.forEach((value, i) => {
      const error = Math.abs((found[name]?.[i] ?? Number.NaN) - value) / largest;
      expect(error, `gradient of ${name}[${i}]`).toBeLessThan(2e-6);
    });
  }
}
