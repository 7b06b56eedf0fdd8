import { defineCell } from '../equations/defineCell';
import { add, mul, scale, shift, sigmoid } from '../equations/language';

/**
 * The first long short-term memory with the squashing functions of its paper (Hochreiter & Schmidhuber 1997, appendix A): what is written
 * lies in −2…2, g(a) = 4σ(a) − 2, and what is read in −1…1, h(c) = 2σ(c) − 1.
 */
export const lstm1997Original = defineCell({
  id: 'lstm-1997-original',
  state: ['h', 'c'],
  equations({ x, h, c, affine }) {
    const i = sigmoid(affine('i', x, h));
    const o = sigmoid(affine('o', x, h));
    const g = shift(scale(4, sigmoid(affine('g', x, h))), -2);
    const cNext = add(c, mul(i, g));
    return { i, o, g, c: cNext, h: mul(o, shift(scale(2, sigmoid(cNext)), -1)) };
  },
});
