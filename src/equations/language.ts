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

/** a ⊘ b, the element-wise quotient of two expressions of one shape. */
export const div = (a: Expression, b: Expression): Expression => operation('div', [a, b]);

/** a plus the constant `offset`, element-wise. */
export const shift = (a: Expression, offset: number): Expression => operation('shift', [a], { offset });

/** ln(1 + e^a), element-wise, above 0. */
export const softplus = (a: Expression): Expression => operation('softplus', [a]);

/** e^a, element-wise. */
export const exp = (a: Expression): Expression => operation('exp', [a]);

/** The natural logarithm of positive numbers, element-wise. */
export const log = (a: Expression): Expression => operation('log', [a]);

/** √max(a, 0), element-wise. */
export const sqrt = (a: Expression): Expression => operation('sqrt', [a]);

/** a², element-wise. */
export const square = (a: Expression): Expression => operation('square', [a]);

/** Positive numbers to the constant power `exponent`, element-wise. */
export const power = (a: Expression, exponent: number): Expression => operation('power', [a], { exponent });

/** ln Σⱼ e^aⱼ over a vector, [1]. */
export const logSumExp = (a: Expression): Expression => operation('logSumExp', [a]);

/** Running sums of a vector, [N]. */
export const cumulativeSum = (a: Expression): Expression => operation('cumulativeSum', [a]);

/** The same numbers, row by row, in another shape of numbers. */
export const reshape = (a: Expression, ...shape: number[]): Expression => operation('reshape', [a], { shape });

/** Rows become columns. */
export const transpose = (a: Expression): Expression => operation('transpose', [a]);

/** a bᵀ, the matrix [N, M] of all products of a [N] and b [M]. */
export const outer = (a: Expression, b: Expression): Expression => operation('outer', [a, b]);

/** A matrix [N, M] times a vector [M], [N]. */
export const matVec = (matrix: Expression, vector: Expression): Expression => operation('matVec', [matrix, vector]);

/** The row of a matrix [N, M] that an index [1] names, counted from 0, [M]. */
export const gather = (matrix: Expression, index: Expression): Expression => operation('gather', [matrix, index]);

/** The cosine similarity of each row of a matrix [N, M] with a vector [M], [N], −1–1. */
export const cosine = (matrix: Expression, vector: Expression): Expression => operation('cosine', [matrix, vector]);

/** The circular convolution of a [N] with a kernel [K] whose element `centre` moves nothing, [N]. */
export const circularConvolution = (a: Expression, kernel: Expression, centre: number): Expression =>
  operation('circularConvolution', [a, kernel], { centre });

/** The convolution of a sequence [L, C] with filters [K·C, M], `window` K, no padding: [L − K + 1, M]. */
export const conv1d = (a: Expression, filters: Expression, window: number): Expression =>
  operation('conv1d', [a, filters], { window: [window] });

/** The convolution of an image [R, C, D] with filters [K·L·D, M], `window` [K, L], no padding: [R − K + 1, C − L + 1, M]. */
export const conv2d = (a: Expression, filters: Expression, window: readonly [number, number]): Expression =>
  operation('conv2d', [a, filters], { window });

/** The largest of each window: [L, C] in windows [K] to [L/K, C], or [R, C, D] in windows [K, L] to [R/K, C/L, D]. */
export const maxPool = (a: Expression, ...window: number[]): Expression => operation('maxPool', [a], { window });

/** The mean of each window, as for `maxPool`. */
export const averagePool = (a: Expression, ...window: number[]): Expression =>
  operation('averagePool', [a], { window });

/** The element-wise product of complex vectors [2N], real parts first, then imaginary ones. */
export const complexProduct = (a: Expression, b: Expression): Expression => operation('complexProduct', [a, b]);

/** a where the mask is not zero, b elsewhere; the mask is of their shape, or [1]. */
export const where = (mask: Expression, a: Expression, b: Expression): Expression => operation('where', [mask, a, b]);

/** a, under another name. */
export const identity = (a: Expression): Expression => operation('identity', [a]);

/** a, through which no gradient passes. */
export const stopGradient = (a: Expression): Expression => operation('stopGradient', [a]);

/** a with `units` (flat places; all unless told) held at a number, from the moment when a clock [1], if there is one, has reached `from`. */
export const hold = (
  a: Expression,
  held: number,
  { units, clock, from }: { units?: readonly number[]; clock?: Expression; from?: number } = {},
): Expression =>
  operation('hold', clock === undefined ? [a] : [a, clock], {
    held,
    ...(units !== undefined && { units }),
    ...(clock !== undefined && { from: from ?? 0 }),
  });
