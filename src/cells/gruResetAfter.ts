import { defineCell } from '../equations/defineCell';
import { add, mul, oneMinus, sigmoid, tanh } from '../equations/language';

/**
 * The gated recurrent unit of cuDNN and PyTorch: the reset gate acts after the matrix product, on its bias too, so that all products with
 * h can be taken at once (the order of the first version of Cho et al. 2014). z keeps the old state. Where PyTorch has two biases for z
 * and for r, only their sum counts: b_z and b_r are that sum.
 */
export const gruResetAfter = defineCell({
  id: 'gru-reset-after',
  state: ['h'],
  equations({ x, h, affine, share }) {
    const z = sigmoid(affine('z', x, h));
    const r = sigmoid(affine('r', x, h));
    const n = tanh(add(share('n', x), mul(r, share('n', h))));
    return { z, r, n, h: add(mul(z, h), mul(oneMinus(z), n)) };
  },
});
