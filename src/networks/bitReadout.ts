import { defineCell } from '../equations/defineCell';
import { sigmoid } from '../equations/language';

/** What is read off a hidden state when bits are asked for: y, for each of Y bits the chance that it is 1, from h. */
export const bitReadout = defineCell({
  id: 'bit-readout',
  state: [],
  inputs: { h: 'H' },
  sizes: { y: 'Y' },
  equations({ h, affine }) {
    return { y: sigmoid(affine('y', h)) };
  },
});
