import { createRandom } from './random';

/**
 * The random number, in [0, 1), that belongs to a place: the same whatever was drawn before it, so that a sequence which is sampled on from its middle
 * goes on as it would have.
 * @param place whole numbers that name it, such as which sequence and which step
 */
export function randomAt(seed: number, ...place: readonly number[]): number {
  const word = place.reduce((mixed, part) => scramble(mixed ^ scramble(part + 0x9e3779b9)), scramble(seed));
  return createRandom(word).uniform();
}

/** The finaliser of MurmurHash3: every bit of a 32-bit word depends on every other. */
function scramble(word: number): number {
  let mixed = word >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
