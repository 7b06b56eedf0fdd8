import * as tf from '@tensorflow/tfjs';
import type { Attributes } from '../equations/Expression';
import type { OperatorId } from '../equations/operators';
import { plainArrays } from './plainArrays';

/**
 * The tfjs form of an operator. Every value has a leading axis that it knows nothing of: batch, or time and batch. What the equations call
 * [N] comes as [B, N], a matrix [N, M] as [B, N, M]; all inputs have the same B, or 1 where it is a weight. (The type of the result is that
 * of the commonest one, a vector.)
 */
type PlainOperator<Result extends tf.Tensor = tf.Tensor2D> = (
  inputs: readonly tf.Tensor[],
  attributes: Attributes,
) => Result;

const rows: Readonly<Record<Exclude<OperatorId, 'affine'>, PlainOperator<tf.Tensor>>> = {
  add: ([a, b]) => tf.add(given(a), given(b)),
  sub: ([a, b]) => tf.sub(given(a), given(b)),
  mul: ([a, b]) => tf.mul(given(a), given(b)),
  div: ([a, b]) => tf.div(given(a), given(b)),
  scale: ([a], { factor = 1 }) => tf.mul(given(a), factor),
  shift: ([a], { offset = 0 }) => tf.add(given(a), offset),
  oneMinus: ([a]) => tf.sub(1, given(a)),
  sigmoid: ([a]) => tf.sigmoid(given(a)),
  tanh: ([a]) => tf.tanh(given(a)),
  relu: ([a]) => tf.relu(given(a)),
  softplus: ([a]) => tf.softplus(given(a)),
  exp: ([a]) => tf.exp(given(a)),
  log: ([a]) => tf.log(given(a)),
  sqrt: ([a]) => {
    // The slope at 0 would be infinite, and infinity times 0 is no number.
    const isPositive = condition(given(a), (value) => tf.greater(value, 0));
    return tf.where(isPositive, tf.sqrt(tf.where(isPositive, given(a), tf.onesLike(given(a)))), tf.zerosLike(given(a)));
  },
  square: ([a]) => tf.square(given(a)),
  power: ([a], { exponent = 1 }) => tf.pow(given(a), exponent),
  softmax: ([a]) => tf.softmax(given(a)),
  logSumExp: ([a]) => tf.logSumExp(given(a), 1, true),
  sum: ([a]) => tf.sum(given(a), 1, true),
  cumulativeSum: ([a]) => tf.cumsum(given(a), 1),
  concat: (inputs) => tf.concat([...inputs], 1),
  slice: ([a], { start = 0, size = 0 }) => tf.slice(given(a) as tf.Tensor2D, [0, start], [-1, size]),
  complexProduct: ([a, b]) => {
    const [[re, im], [otherRe, otherIm]] = [halves(given(a)), halves(given(b))];
    return tf.concat(
      [tf.sub(tf.mul(re, otherRe), tf.mul(im, otherIm)), tf.add(tf.mul(re, otherIm), tf.mul(im, otherRe))],
      1,
    );
  },
  where: ([mask, a, b]) => {
    const isOn = condition(given(mask), (value) => tf.notEqual(withRank(value, given(a).rank), 0));
    return tf.where(isOn, given(a), given(b));
  },
  hold: ([a, clock], { units, held = 0, from = 0 }) => {
    const value = given(a);
    const [, ...shape] = value.shape;
    const isUnit = tf.tensor(unitsMask(shape, units), [1, ...shape], 'bool');
    const isHeld =
      clock === undefined
        ? isUnit
        : condition(tf.slice(clock, [0, 0], [-1, 1]), (time) =>
            tf.logicalAnd(tf.greaterEqual(withRank(time, value.rank), from), isUnit),
          );
    return tf.where(isHeld, tf.fill(value.shape, held), value);
  },
  identity: ([a]) => given(a),
  stopGradient: ([a]) => asGiven(given(a)),
  ...plainArrays,
};

/** One tfjs op an operator, row for row with the table of `equations/operators`. `affine` is packed by `runSequence` and stands apart. */
export const plainOperators = rows as Readonly<Record<Exclude<OperatorId, 'affine'>, PlainOperator>>;

/** What comes in, without its gradient. */
function asGiven(a: tf.Tensor): tf.Tensor {
  return tf.customGrad((...[value]) => ({
    value: tf.clone(value as tf.Tensor),
    gradFunc: (upstream: tf.Tensor) => tf.zerosLike(upstream),
  }))(a);
}

/** True and false made from a value, which gets no gradient: tfjs would look for one, and finds none for comparisons. */
function condition(a: tf.Tensor, test: (a: tf.Tensor) => tf.Tensor): tf.Tensor {
  return tf.customGrad((...[value]) => ({
    value: test(value as tf.Tensor),
    gradFunc: () => tf.zeros(a.shape),
  }))(a);
}

function given(tensor: tf.Tensor | undefined): tf.Tensor {
  if (tensor === undefined) throw new Error('an operator got fewer inputs than its row in the table asks for');
  return tensor;
}

/** A vector [B, 2N] as its halves. */
function halves(a: tf.Tensor): [tf.Tensor, tf.Tensor] {
  const half = (a.shape[1] ?? 0) / 2;
  return [tf.slice(a, [0, 0], [-1, half]), tf.slice(a, [0, half], [-1, half])];
}

/** A row of numbers [B, 1] that stands beside something of more axes. */
function withRank(tensor: tf.Tensor, rank: number): tf.Tensor {
  return tensor.rank >= rank ? tensor : tf.reshape(tensor, [...tensor.shape, ...ones(rank - tensor.rank)]);
}

function ones(count: number): number[] {
  return Array.from({ length: count }, () => 1);
}

/** 1 in the flat places that are held, 0 elsewhere. */
function unitsMask(shape: readonly number[], units: readonly number[] | undefined): Uint8Array {
  const mask = new Uint8Array(shape.reduce((product, side) => product * side, 1)).fill(units === undefined ? 1 : 0);
  for (const unit of units ?? []) mask[unit] = 1;
  return mask;
}
