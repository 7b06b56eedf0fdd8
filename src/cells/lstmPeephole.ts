import { defineCell } from '../equations/defineCell';
import { add, mul, sigmoid, tanh } from '../equations/language';

/**
 * Long short-term memory whose gates see the memory through peepholes, one weight a unit (Gers & Schmidhuber 2000; Gers, Schraudolph &
 * Schmidhuber 2002): the input and forget gates see the old memory, the output gate the new one.
 */
export const lstmPeephole = defineCell({
  id: 'lstm-peephole',
  state: ['h', 'c'],
  initialisation: { b_f: { kind: 'constant', value: 1 } },
  equations({ x, h, c, affine, weight }) {
    const i = sigmoid(add(affine('i', x, h), mul(weight('p_i'), c)));
    const f = sigmoid(add(affine('f', x, h), mul(weight('p_f'), c)));
    const g = tanh(affine('g', x, h));
    const cNext = add(mul(f, c), mul(i, g));
    const o = sigmoid(add(affine('o', x, h), mul(weight('p_o'), cNext)));
    return { i, f, g, c: cNext, o, h: mul(o, tanh(cNext)) };
  },
});
