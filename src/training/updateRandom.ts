import { createRandom, type Random } from '../base/random';

/** The random numbers of one update of a run: they hang on its seed and the update's number alone, so a run resumes to the bit. */
export function updateRandom(seed: number, update: number): Random {
  return createRandom(seed * 1_000_003 + update);
}
