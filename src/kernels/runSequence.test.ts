import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom, type Random } from '../base/random';
import { startBackend } from '../commands/startBackend';
import type { Cell } from '../equations/defineCell';
import type { Sizes } from '../equations/Shape';
import { programs } from '../systems/programs';
import { compareTensors } from './compareTensors';
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
  const compare = (program: Cell, shape: Shape, random: Random): void => compareTensors(run, program, shape, random);

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
