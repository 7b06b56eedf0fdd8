import { relu, sigmoid, softmax, softplus, tanh } from './activations';
import { affine } from './affine';
import { add, div, mul, oneMinus, scale, shift, sub } from './arithmetic';
import { reshape, transpose } from './arrangement';
import { complexProduct } from './complexProduct';
import { hold, identity, stopGradient, where } from './control';
import { circularConvolution, conv1d, conv2d } from './convolution';
import { exp, log, logSumExp, power, sqrt, square } from './exponentials';
import { cosine, gather, matVec, outer } from './matrices';
import type { Operator } from './Operator';
import { averagePool, maxPool } from './pooling';
import { concat, cumulativeSum, slice, sum } from './vectors';

/** The operator table. A new operator is one row here and one in `kernels/plainOperators.ts`. */
export const operators = {
  affine,
  add,
  sub,
  mul,
  div,
  scale,
  shift,
  oneMinus,
  sigmoid,
  tanh,
  relu,
  softplus,
  exp,
  log,
  sqrt,
  square,
  power,
  softmax,
  logSumExp,
  sum,
  cumulativeSum,
  concat,
  slice,
  reshape,
  transpose,
  outer,
  matVec,
  gather,
  cosine,
  circularConvolution,
  conv1d,
  conv2d,
  maxPool,
  averagePool,
  complexProduct,
  where,
  hold,
  identity,
  stopGradient,
} satisfies Record<string, Operator>;

/** The name of a row of the operator table. */
export type OperatorId = keyof typeof operators;
