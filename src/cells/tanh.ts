import { defineCell } from '../equations/defineCell';
import * as language from '../equations/language';

/** The simple recurrent network (Elman 1990), with tanh: the new state mixes this input with the last state, and is squashed. */
export const tanh = defineCell({
  id: 'tanh',
  state: ['h'],
  equations({ x, h, affine }) {
    return { h: language.tanh(affine('h', x, h)) };
  },
});
