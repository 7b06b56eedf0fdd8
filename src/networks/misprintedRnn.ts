import { defineCell, stack } from '../equations/defineCell';
import { tanh } from '../equations/language';

const linear = defineCell({
  id: 'linear',
  state: ['h'],
  equations({ x, h, affine }) {
    return { h: affine('h', x, h) };
  },
});

const squashedReadout = defineCell({
  id: 'squashed-readout',
  state: [],
  inputs: { h: 'H' },
  sizes: { y: 'Y' },
  equations({ h, affine }) {
    return { y: tanh(affine('y', h)) };
  },
});

/**
 * The simple recurrent network as one lecture note misprints it: h(t) = W_x x + W_h h(t−1), y = tanh(W_w h). The tanh has slipped from the
 * state to the output, so the state is linear and nothing holds it in. Its parameters bear the names of the right network's, so that both
 * can run on one checkpoint.
 */
export const misprintedRnn = stack('misprinted-rnn', linear, squashedReadout);
