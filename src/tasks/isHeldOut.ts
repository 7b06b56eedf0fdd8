import type { Sequence } from './Task';

/** One in so many sequences is held out. */
const oneIn = 10;

/**
 * Whether a sequence is kept from training, so that it can be measured on: about one in ten are, by a hash (FNV-1a) of what is fed in.
 * It hangs on nothing else, so that a sequence is on the same side for every seed, machine and run.
 */
export function isHeldOut({ inputs }: Pick<Sequence, 'inputs'>): boolean {
  const bytes = new Uint8Array(Float32Array.from(inputs).buffer);
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  // FNV's low digits are its weakest: the high ones are folded in.
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return ((hash ^ (hash >>> 12)) >>> 0) % oneIn === 0;
}
