import { formatShape, ShapeError } from '../Shape';
import type { Operator } from './Operator';

/** The logistic function 1 / (1 + e^−a), element-wise. */
export const sigmoid = activation(
  '\\sigma',
  (a) => 1 / (1 + Math.exp(-a)),
  (_a, s) => s * (1 - s),
);

/** The hyperbolic tangent, element-wise. */
export const tanh = activation('\\tanh', Math.tanh, (_a, t) => 1 - t * t);

/** The rectifier max(0, a), element-wise; its slope at 0 is taken as 0. */
export const relu = activation(
  '\\operatorname{ReLU}',
  (a) => Math.max(0, a),
  (a) => (a > 0 ? 1 : 0),
);

/** Softmax over a vector [N]: positive numbers that sum to one. The largest element is subtracted first, so that nothing overflows. */
export const softmax: Operator = {
  arity: 1,
  shape([input]) {
    if (input?.shape.length !== 1)
      throw new ShapeError(
        `softmax needs a vector; ${input?.symbol ?? 'nothing'} is ${formatShape(input?.shape ?? [])}`,
      );
    return input.shape;
  },
  value([a = new Float64Array()]) {
    const largest = a.reduce((most, value) => Math.max(most, value), -Infinity);
    const powers = a.map((value) => Math.exp(value - largest));
    const total = powers.reduce((sum, value) => sum + value, 0);
    return powers.map((value) => value / total);
  },
  gradient(upstream, _inputs, output) {
    const mean = output.reduce((sum, value, i) => sum + value * (upstream[i] ?? 0), 0);
    return [output.map((value, i) => value * ((upstream[i] ?? 0) - mean))];
  },
  tex: (inputs) => ({ tex: `\\operatorname{softmax}\\left(${inputs[0]?.tex ?? ''}\\right)`, binding: 2 }),
};

function activation(tex: string, value: (a: number) => number, slope: (a: number, output: number) => number): Operator {
  return {
    arity: 1,
    shape: ([input]) => input?.shape ?? [],
    value: ([a = new Float64Array()]) => a.map(value),
    gradient: (upstream, [a = new Float64Array()], output) => [
      upstream.map((up, i) => up * slope(a[i] ?? 0, output[i] ?? 0)),
    ],
    tex: (inputs) => ({ tex: `${tex}\\left(${inputs[0]?.tex ?? ''}\\right)`, binding: 2 }),
  };
}
