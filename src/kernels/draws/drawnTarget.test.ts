import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '../../base/random';
import { programs } from '../../systems/programs';
import { compareTensors } from '../compareTensors';
import { registerTarget, backwardKernel, forwardKernel } from '../fused/fusedKernels';
import { oddities } from '../oddities';
import { runFusedSequence } from '../runFusedSequence';
import { drawnTarget } from './drawnTarget';
import { drawOnArrays } from './drawOnArrays';

// The draws of a graphics processor, each done by plain arithmetic: what is checked is which parts are read, and where what is drawn goes.

beforeAll(async () => {
  await tf.setBackend('cpu');
  for (const kernel of [forwardKernel, backwardKernel]) tf.unregisterKernel(kernel, 'cpu');
  registerTarget('cpu', drawnTarget(drawOnArrays));
});

describe.each([...Object.entries(programs), ...Object.entries(oddities)])('%s', (_id, program) => {
  test.each([
    [1, 1, 3, 4],
    [2, 5, 5, 7],
    [3, 4, 2, 8],
  ])(
    'drawn for %i sequences of %i steps, %i in and %i wide, is what float64 computes, and so are its gradients',
    (B, T, X, H) => {
      compareTensors(runFusedSequence, program, { B, T, sizes: { X, H, Y: 3 } }, createRandom(B + T));
    },
  );
});

test.each(Object.entries(programs))('%s keeps to its masks when it is drawn', (_id, program) => {
  const masks = [
    [1, 0, 1, 1, 0],
    [0, 1, 1, 0, 1],
  ];
  compareTensors(runFusedSequence, program, { B: 2, T: 5, sizes: { X: 3, H: 6, Y: 3 }, masks }, createRandom(12));
});

test('a sequence that is drawn leaves no tensor behind', () => {
  const program = programs['lstm-next-symbol'];
  if (program === undefined) throw new Error('there is no lstm-next-symbol');
  const run = (): void =>
    compareTensors(runFusedSequence, program, { B: 2, T: 3, sizes: { X: 3, H: 4, Y: 3 } }, createRandom(1));
  run();
  const before = tf.memory().numTensors;
  for (let i = 0; i < 10; i++) run();
  expect(tf.memory().numTensors).toBe(before);
});
