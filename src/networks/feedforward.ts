import { defineCell, stack } from '../equations/defineCell';
import { tanh } from '../equations/language';
import { readout } from './readout';

const hidden = defineCell({
  id: 'hidden',
  state: [],
  sizes: { h: 'H' },
  equations({ x, affine }) {
    return { h: tanh(affine('h', x)) };
  },
});

/** A network without time: input, hidden units, a chance for each class. Whatever came before, the same x gives the same y. */
export const feedforward = stack('feedforward', hidden, readout({ h: 'H' }));
