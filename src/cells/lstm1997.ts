import { defineCell } from '../equations/defineCell';
import { add, mul, sigmoid, tanh } from '../equations/language';

/**
 * The first long short-term memory (Hochreiter & Schmidhuber 1997): no forget gate, so what c holds stays, and ∂c_t/∂c_{t−1} is one along
 * the memory itself. Squashed with tanh, as later nets are; `lstm1997Original` has the paper's own functions. The paper cuts gradients at
 * everything but that path; here they flow in full.
 */
export const lstm1997 = defineCell({
  id: 'lstm-1997',
  state: ['h', 'c'],
  equations({ x, h, c, affine }) {
    const i = sigmoid(affine('i', x, h));
    const o = sigmoid(affine('o', x, h));
    const g = tanh(affine('g', x, h));
    const cNext = add(c, mul(i, g));
    return { i, o, g, c: cNext, h: mul(o, tanh(cNext)) };
  },
});
