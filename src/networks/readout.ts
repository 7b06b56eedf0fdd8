import { defineCell } from '../equations/defineCell';
import { softmax } from '../equations/language';

/** What is read off a hidden state: y, a probability for each of Y classes, from h. */
export const readout = defineCell({
  id: 'readout',
  state: [],
  inputs: { h: 'H' },
  sizes: { y: 'Y' },
  equations({ h, affine }) {
    return { y: softmax(affine('y', h)) };
  },
});
