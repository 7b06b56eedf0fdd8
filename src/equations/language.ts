import { type Expression, operation } from './Expression';

/** a + b, element-wise, for two expressions of one shape. */
export const add = (a: Expression, b: Expression): Expression => operation('add', [a, b]);

/** a − b, element-wise, for two expressions of one shape. */
export const sub = (a: Expression, b: Expression): Expression => operation('sub', [a, b]);

/** a ⊙ b, the element-wise product of two expressions of one shape. */
export const mul = (a: Expression, b: Expression): Expression => operation('mul', [a, b]);

/** The constant `factor` times a. */
export const scale = (factor: number, a: Expression): Expression => operation('scale', [a], { factor });

/** 1 − a, element-wise. */
export const oneMinus = (a: Expression): Expression => operation('oneMinus', [a]);

/** σ(a), the logistic function, element-wise, 0–1. */
export const sigmoid = (a: Expression): Expression => operation('sigmoid', [a]);

/** tanh(a), element-wise, −1–1. */
export const tanh = (a: Expression): Expression => operation('tanh', [a]);

/** max(0, a), element-wise. */
export const relu = (a: Expression): Expression => operation('relu', [a]);

/** e^aᵢ / Σⱼ e^aⱼ over a vector [N]: probabilities that sum to one. */
export const softmax = (a: Expression): Expression => operation('softmax', [a]);

/** Vectors end to end. */
export const concat = (...parts: Expression[]): Expression => operation('concat', parts);

/** `size` elements of a vector from `start` (0-based). */
export const slice = (a: Expression, start: number, size: number): Expression =>
  operation('slice', [a], { start, size });

/** The sum of a vector's elements, [1]. */
export const sum = (a: Expression): Expression => operation('sum', [a]);
