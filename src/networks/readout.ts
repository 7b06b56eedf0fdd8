import { readoutOf } from './readoutOf';

/** What is read off a hidden state: y, a probability for each of Y classes, from h. */
export const readout = readoutOf({ h: 'H' });
