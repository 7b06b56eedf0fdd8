import { expect, test } from 'vitest';
import { tanh } from '../cells/tanh';
import { requireFit } from './requireFit';
import { CheckpointError } from './safetensors';
import type { Weights } from './Weights';

const sizes = { X: 2, H: 3 };
const zeros = (...shape: number[]): Weights[string] => ({
  shape,
  values: new Float32Array(shape.reduce((product, dimension) => product * dimension, 1)),
});
const fitting = { W_xh: zeros(2, 3), W_hh: zeros(3, 3), b_h: zeros(3) };

test('weights of the right names and shapes pass', () => {
  expect(() => requireFit(fitting, tanh, sizes)).not.toThrow();
});

test.each<[what: string, weights: Weights, reason: string]>([
  ['one is missing', { W_xh: zeros(2, 3), b_h: zeros(3) }, 'tanh needs W_hh [3, 3]; the file has none'],
  ['one is transposed', { ...fitting, W_xh: zeros(3, 2) }, 'tanh needs W_xh [2, 3]; the file has [3, 2]'],
  ['one has another rank', { ...fitting, b_h: zeros(1, 3) }, 'tanh needs b_h [3]; the file has [1, 3]'],
  ['there is one too many', { ...fitting, W_hy: zeros(3, 3) }, 'the file holds W_hy, which tanh has not'],
])('weights are refused when %s', (_what, weights, reason) => {
  expect(() => requireFit(weights, tanh, sizes)).toThrow(CheckpointError);
  expect(() => requireFit(weights, tanh, sizes)).toThrow(reason);
});
