import * as tf from '@tensorflow/tfjs';
import type { Attributes } from '../equations/Expression';
import { cosineEpsilon } from '../equations/operators/matrices';

type PlainRow = (inputs: readonly tf.Tensor[], attributes: Attributes) => tf.Tensor;

/**
 * The tfjs form of the operators on matrices, images and shifted vectors. They are made of slices, sums and products, which every backend
 * has with their gradients: WASM has none for tfjs's own gather and convolution.
 */
export const plainArrays = {
  reshape: ([a = missing()], { shape = [] }) => tf.reshape<tf.Rank>(a, [-1, ...shape]),
  transpose: ([a = missing()]) => tf.transpose(a, [0, 2, 1]),
  outer: ([a = missing(), b = missing()]) => tf.mul(tf.expandDims(a, 2), tf.expandDims(b, 1)),
  matVec: ([matrix = missing(), vector = missing()]) => tf.sum(tf.mul(matrix, tf.expandDims(vector, 1)), 2),
  gather: ([matrix = missing(), index = missing()]) => {
    const rows = tf.range(0, matrix.shape[1] ?? 0).reshape([1, -1]);
    // 1 in the row that is named and 0 in the others, whatever the index: it is a constant of the gradient.
    const isNamed = roundedEqual(index, rows);
    return tf.sum(tf.mul(matrix, tf.expandDims(isNamed, 2)), 1);
  },
  cosine: ([matrix = missing(), vector = missing()]) => {
    const row = tf.expandDims(vector, 1);
    const lengths = tf.mul(lengthOf(matrix), lengthOf(row));
    return tf.squeeze(tf.div(tf.sum(tf.mul(matrix, row), 2, true), lengths), [2]);
  },
  circularConvolution: ([a = missing(), kernel = missing()], { centre = 0 }) => {
    const length = a.shape[1] ?? 0;
    const shifted = Array.from({ length: kernel.shape[1] ?? 0 }, (_, k) => {
      const start = (((centre - k) % length) + length) % length;
      const turned =
        start === 0
          ? a
          : tf.concat([tf.slice(a, [0, start], [-1, length - start]), tf.slice(a, [0, 0], [-1, start])], 1);
      return tf.mul(turned, tf.slice(kernel, [0, k], [-1, 1]));
    });
    return shifted.reduce((sum, next) => tf.add(sum, next));
  },
  conv1d: ([a = missing(), filters = missing()], { window: [side = 1] = [] }) => {
    const [, length = 0, depth = 0] = a.shape;
    const patches = Array.from({ length: side }, (_, k) => tf.slice(a, [0, k, 0], [-1, length - side + 1, depth]));
    return rowsTimes(tf.concat(patches, 2), filters);
  },
  conv2d: ([a = missing(), filters = missing()], { window: [height = 1, width = 1] = [] }) => {
    const [rows, columns, depth] = [a.shape[1] ?? 0, a.shape[2] ?? 0, a.shape[3] ?? 0];
    const [bottom, right] = [rows - height + 1, columns - width + 1];
    const patches = Array.from({ length: height * width }, (_, i) =>
      tf.slice(a, [0, Math.floor(i / width), i % width, 0], [-1, bottom, right, depth]),
    );
    const lines = tf.reshape(tf.concat(patches, 3), [-1, bottom * right, height * width * depth]);
    return tf.reshape<tf.Rank>(rowsTimes(lines, filters), [-1, bottom, right, filters.shape[2] ?? 0]);
  },
  maxPool: ([a = missing()], { window = [] }) => pool(a, window, tf.max),
  averagePool: ([a = missing()], { window = [] }) => pool(a, window, tf.mean),
} satisfies Record<string, PlainRow>;

/** Pools the rows, then the columns: the largest of the largest is the largest, and so with means of as many. */
function pool(a: tf.Tensor, [height = 1, width = 1]: readonly number[], along: typeof tf.max): tf.Tensor {
  const [, rows = 0, ...rest] = a.shape;
  const within = rest.reduce((product, side) => product * side, 1);
  const pooled: tf.Tensor = along(tf.reshape(a, [-1, rows / height, height, within]), 2);
  if (rest.length === 1) return pooled;
  const [columns = 0, depth = 0] = rest;
  const shape = [-1, rows / height, columns / width, depth];
  return tf.reshape<tf.Rank>(
    along(tf.reshape(pooled, [-1, (rows / height) * (columns / width), width, depth]), 2),
    shape,
  );
}

/** Each row [N] of [B, L, N] times a matrix [B, N, M], or [1, N, M] where it is a weight: [B, L, M]. */
function rowsTimes(lines: tf.Tensor, matrix: tf.Tensor): tf.Tensor {
  const [batch = 0, length = 0, size = 0] = lines.shape;
  // tfjs repeats a single matrix by itself, but not in the gradient.
  if (matrix.shape[0] !== 1) return tf.matMul(tf.add(lines, tf.zeros([matrix.shape[0] ?? 0, 1, 1])), matrix);
  return tf.reshape(tf.matMul(tf.reshape(lines, [batch * length, size]), tf.squeeze(matrix, [0])), [batch, length, -1]);
}

function lengthOf(rows: tf.Tensor): tf.Tensor {
  return tf.sqrt(tf.add(tf.sum(tf.square(rows), 2, true), cosineEpsilon));
}

const roundedEqual: (index: tf.Tensor, rows: tf.Tensor) => tf.Tensor = tf.customGrad((...given) => {
  const [index, rows] = given as unknown as [tf.Tensor, tf.Tensor];
  return {
    value: tf.cast(tf.equal(tf.round(index), rows), 'float32'),
    gradFunc: () => [tf.zeros(index.shape), tf.zeros(rows.shape)],
  };
});

function missing(): never {
  throw new Error('an operator got fewer inputs than its row in the table asks for');
}
