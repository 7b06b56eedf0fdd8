import { ShapeError } from '../Shape';
import { needsRank } from './needsRank';
import { bracket, bracketWords, none, nothing, type Operator } from './Operator';
import { sameShape } from './sameShape';

/**
 * Element-wise product of complex vectors, each kept in halves [2N]: N real parts, then N imaginary ones (the other convention, real and
 * imaginary parts in turn, would scatter the parts of one affine map).
 */
export const complexProduct: Operator = {
  arity: 2,
  shape(inputs) {
    const [length] = needsRank('complexProduct', inputs[0], 1);
    if (typeof length === 'number' && length % 2 !== 0)
      throw new ShapeError(
        `complexProduct needs real parts and as many imaginary ones; ${inputs[0]?.symbol} has ${length} elements`,
      );
    return sameShape('complexProduct', inputs);
  },
  value([a = none, b = none]) {
    return multiply(a, b, 1);
  },
  gradient: (upstream, [a = none, b = none]) => [multiply(upstream, b, -1), multiply(upstream, a, -1)],
  tex: ([a = nothing, b = nothing]) => ({
    tex: `${bracket(a, 2)} \\odot_{\\mathbb{C}} ${bracket(b, 2)}`,
    binding: 1,
  }),
  sentence: ([a = nothing, b = nothing]) => ({
    words: `the complex product of ${bracketWords(a, 1)} and ${bracketWords(b, 1)}`,
    binding: 1,
  }),
  python: ([a = nothing, b = nothing]) => ({ code: `complex_product(${a.code}, ${b.code})`, binding: 2 }),
};

/** a times b, or times its conjugate where `sign` is −1: the gradient of a complex product multiplies by the conjugate. */
function multiply(a: Float64Array, b: Float64Array, sign: number): Float64Array {
  if (a.length % 2 !== 0)
    throw new ShapeError(`complexProduct needs real parts and as many imaginary ones; there are ${a.length} elements`);
  const half = a.length / 2;
  const product = new Float64Array(a.length);
  for (let i = 0; i < half; i++) {
    const [re = 0, im = 0, otherRe = 0, otherIm = 0] = [a[i], a[half + i], b[i], sign * (b[half + i] ?? 0)];
    product[i] = re * otherRe - im * otherIm;
    product[half + i] = re * otherIm + im * otherRe;
  }
  return product;
}
