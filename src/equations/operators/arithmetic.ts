import { formatShape, isSameShape, type Shape, ShapeError } from '../Shape';
import { bracket, type NamedShape, type Operator } from './Operator';

/** Element-wise sum. */
export const add: Operator = {
  arity: 2,
  shape: (inputs) => sameShape('add', inputs),
  value: ([a = none, b = none]) => a.map((value, i) => value + (b[i] ?? 0)),
  gradient: (upstream) => [upstream, upstream],
  tex: ([a = nothing, b = nothing]) => ({ tex: `${a.tex} + ${b.tex}`, binding: 0 }),
};

/** Element-wise difference. */
export const sub: Operator = {
  arity: 2,
  shape: (inputs) => sameShape('sub', inputs),
  value: ([a = none, b = none]) => a.map((value, i) => value - (b[i] ?? 0)),
  gradient: (upstream) => [upstream, upstream.map((value) => -value)],
  tex: ([a = nothing, b = nothing]) => ({ tex: `${a.tex} - ${bracket(b, 1)}`, binding: 0 }),
};

/** Element-wise (Hadamard) product. */
export const mul: Operator = {
  arity: 2,
  shape: (inputs) => sameShape('mul', inputs),
  value: ([a = none, b = none]) => a.map((value, i) => value * (b[i] ?? 0)),
  gradient: (upstream, [a = none, b = none]) => [
    upstream.map((value, i) => value * (b[i] ?? 0)),
    upstream.map((value, i) => value * (a[i] ?? 0)),
  ],
  tex: ([a = nothing, b = nothing]) => ({ tex: `${bracket(a, 1)} \\odot ${bracket(b, 1)}`, binding: 1 }),
};

/** Product with a constant. */
export const scale: Operator = {
  arity: 1,
  shape: (inputs) => sameShape('scale', inputs),
  value: ([a = none], { attributes: { factor = 1 } }) => a.map((value) => factor * value),
  gradient: (upstream, _inputs, _output, { attributes: { factor = 1 } }) => [upstream.map((value) => factor * value)],
  tex: ([a = nothing], { factor = 1 }) => ({ tex: `${factor}\\,${bracket(a, 1)}`, binding: factor < 0 ? 0 : 1 }),
};

/** One minus each element. */
export const oneMinus: Operator = {
  arity: 1,
  shape: (inputs) => sameShape('oneMinus', inputs),
  value: ([a = none]) => a.map((value) => 1 - value),
  gradient: (upstream) => [upstream.map((value) => -value)],
  tex: ([a = nothing]) => ({ tex: `1 - ${bracket(a, 1)}`, binding: 0 }),
};

const none = new Float64Array();
const nothing = { tex: '', binding: 2 } as const;

function sameShape(operator: string, [first, ...rest]: readonly NamedShape[]): Shape {
  if (first === undefined) throw new ShapeError(`${operator} needs an input`);
  for (const other of rest) {
    if (!isSameShape(first.shape, other.shape)) {
      throw new ShapeError(
        `${operator} needs equal shapes; ${first.symbol} is ${formatShape(first.shape)}, ${other.symbol} is ${formatShape(other.shape)}`,
      );
    }
  }
  return first.shape;
}
