import { defineCell } from '../equations/defineCell';
import { relu } from '../equations/language';

/**
 * The recurrent network of rectifiers that starts as the identity (Le, Jaitly & Hinton 2015): untrained, it copies its state from step to
 * step. The start is the whole idea: W_hh the identity, W_xh normal with standard deviation 0.001, b_h zero.
 */
export const irnn = defineCell({
  id: 'irnn',
  state: ['h'],
  initialisation: {
    W_xh: { kind: 'normal', deviation: 0.001 },
    W_hh: { kind: 'identity', factor: 1 },
    b_h: { kind: 'constant', value: 0 },
  },
  equations({ x, h, affine }) {
    return { h: relu(affine('h', x, h)) };
  },
});
