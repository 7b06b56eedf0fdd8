import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom, type Random } from '../base/random';
import { startBackend } from '../commands/startBackend';
import type { Cell } from '../equations/defineCell';
import type { Sizes } from '../equations/Shape';
import { programs } from '../systems/programs';
import { compareWithFloat64 } from './compareWithFloat64';
import { oddities } from './oddities';
import { runFusedSequence } from './runFusedSequence';
import { runSequence } from './runSequence';

const size = fc.integer({ min: 1, max: 9 });

type Shape = { B: number; T: number; sizes: Sizes; masks?: number[][] };

describe.each([
  ['plain', 'cpu', () => tf.setBackend('cpu'), runSequence],
  ['plain', 'wasm', startBackend, runSequence],
  ['fused', 'wasm', startBackend, runFusedSequence],
] as const)('on the %s path, %s backend', (_path, backend, start, run) => {
  const compare = (program: Cell, shape: Shape, random: Random): void => compareRun(run, program, shape, random);

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
function compareRun(runIt: typeof runSequence, program: Cell, shape: Shape, random: Random): void {
  compareWithFloat64(program, shape, random, ({ B, T, parameters, xs, initial, masks, upstream, lastUpstream }) => {
    const given: [string, tf.Tensor][] = [
      ...Object.entries(parameters).map(([name, value]): [string, tf.Tensor] => [name, tf.tensor(value as number[])]),
      ['x', tf.tensor2d(xs.flat() as number[][], [T * B, xs[0]?.[0]?.length ?? 0])],
      ...Object.entries(initial).map(([name, rows]): [string, tf.Tensor] => [
        `initial ${name}`,
        tf.tensor2d(rows as number[][]),
      ]),
    ];
    const values = new Map<string, number[][]>();
    const lossOf = (...tensors: tf.Tensor[]): tf.Scalar => {
      const named = Object.fromEntries(given.map(([name], place) => [name, tensors[place]])) as Record<
        string,
        tf.Tensor2D
      >;
      const run = runIt(
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
        return tf.sum(tf.mul(tensor, tf.tensor2d((upstream.get(name)?.flat() ?? []) as number[][])));
      });
      const lasts = program.state.map((name) =>
        tf.sum(tf.mul(run.last[name] as tf.Tensor2D, tf.tensor2d((lastUpstream[name] ?? []) as number[][]))),
      );
      return tf.addN([...terms, ...lasts]).asScalar();
    };
    const gradients = tf.tidy(() => {
      const { grads } = tf.valueAndGrads(lossOf)(given.map(([, tensor]) => tensor));
      return Object.fromEntries(given.map(([name], place) => [name, [...(grads[place] as tf.Tensor).dataSync()]]));
    });
    tf.dispose(given.map(([, tensor]) => tensor));
    return { values, gradients };
  });
}
