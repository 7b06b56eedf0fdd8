import { relu, sigmoid, softmax, tanh } from './activations';
import { affine } from './affine';
import { add, mul, oneMinus, scale, sub } from './arithmetic';
import type { Operator } from './Operator';
import { concat, slice, sum } from './vectors';

/** The operator table. A new operator is one row here and one in `kernels/plainOperators.ts`. */
export const operators = {
  affine,
  add,
  sub,
  mul,
  scale,
  oneMinus,
  sigmoid,
  tanh,
  relu,
  softmax,
  concat,
  slice,
  sum,
} satisfies Record<string, Operator>;

/** The name of a row of the operator table. */
export type OperatorId = keyof typeof operators;
