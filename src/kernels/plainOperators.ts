import * as tf from '@tensorflow/tfjs';
import type { Attributes } from '../equations/Expression';
import type { OperatorId } from '../equations/operators';

/** The tfjs form of an operator. Every value is [N, size]: operators work along the last axis and know neither batch nor time. */
type PlainOperator = (inputs: readonly tf.Tensor2D[], attributes: Attributes) => tf.Tensor2D;

/** One tfjs op an operator, row for row with the table of `equations/operators`. `affine` is packed by `PlainSequence` and stands apart. */
export const plainOperators: Readonly<Record<Exclude<OperatorId, 'affine'>, PlainOperator>> = {
  add: ([a, b]) => tf.add(given(a), given(b)),
  sub: ([a, b]) => tf.sub(given(a), given(b)),
  mul: ([a, b]) => tf.mul(given(a), given(b)),
  scale: ([a], { factor = 1 }) => tf.mul(given(a), factor),
  oneMinus: ([a]) => tf.sub(1, given(a)),
  sigmoid: ([a]) => tf.sigmoid(given(a)),
  tanh: ([a]) => tf.tanh(given(a)),
  relu: ([a]) => tf.relu(given(a)),
  softmax: ([a]) => tf.softmax(given(a)),
  concat: (inputs) => tf.concat([...inputs], 1),
  slice: ([a], { start = 0, size = 0 }) => tf.slice(given(a), [0, start], [-1, size]),
  sum: ([a]) => tf.sum(given(a), 1, true),
};

function given(tensor: tf.Tensor2D | undefined): tf.Tensor2D {
  if (tensor === undefined) throw new Error('an operator got fewer inputs than its row in the table asks for');
  return tensor;
}
