import { defineCell } from '../equations/defineCell';
import { add, mul, oneMinus, sigmoid, tanh } from '../equations/language';

/** Gated recurrent unit (Cho et al. 2014): z keeps the old state, and the reset gate acts before the matrix product. */
export const gru = defineCell({
  id: 'gru',
  state: ['h'],
  equations({ x, h, affine }) {
    const z = sigmoid(affine('z', x, h));
    const r = sigmoid(affine('r', x, h));
    const n = tanh(affine('n', x, mul(r, h)));
    return { z, r, n, h: add(mul(z, h), mul(oneMinus(z), n)) };
  },
});
