import { expect, test } from 'vitest';
import { measureUnmet } from './measureUnmet';

test('of the runs of a new text, those that the old one never had are counted, each place once', () => {
  const letters = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  const unmet = measureUnmet({ training: letters('abcab'), heldOut: letters('abba') });
  // ab met; bb and ba not. Of three letters: abb and bba, neither met.
  expect(unmet).toEqual({ 1: 0, 2: 2 / 3, 3: 1, 4: 1, 5: 0, 6: 0 });
});
