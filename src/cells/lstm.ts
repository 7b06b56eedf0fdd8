import { defineCell } from '../equations/defineCell';
import { add, mul, sigmoid, tanh } from '../equations/language';

/**
 * Long short-term memory (Hochreiter & Schmidhuber 1997; forget gate: Gers, Schmidhuber & Cummins 2000), no peepholes. The forget gate's
 * bias starts at one, so that the memory holds from the first (Jozefowicz, Zaremba & Sutskever 2015).
 */
export const lstm = defineCell({
  id: 'lstm',
  state: ['h', 'c'],
  initialisation: { b_f: { kind: 'constant', value: 1 } },
  equations({ x, h, c, affine }) {
    const i = sigmoid(affine('i', x, h));
    const f = sigmoid(affine('f', x, h));
    const o = sigmoid(affine('o', x, h));
    const g = tanh(affine('g', x, h));
    const cNext = add(mul(f, c), mul(i, g));
    return { i, f, o, g, c: cNext, h: mul(o, tanh(cNext)) };
  },
});
