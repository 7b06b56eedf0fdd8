import { valueAt } from '../traces/Trace';
import type { Run } from './Run';

/** What a prediction cost, in bits: −log₂ of the probability of what came. */
export function lossInBits(probability: number): number {
  return -Math.log2(Math.max(probability, 2 ** -126));
}

/** What the letters of a text cost on average, in bits; undefined where there is nothing to foretell, or `y` holds no probabilities. */
export function bitsPerLetter({ letters, trace }: Run): number | undefined {
  if (letters.length < 2 || trace.quantities.y === undefined || !sumsToOne(trace.quantities.y)) return undefined;
  let bits = 0;
  letters.slice(1).forEach(({ token }, t) => {
    bits += lossInBits(valueAt(trace, 'y', t, token));
  });
  return bits / (letters.length - 1);
}

function sumsToOne({ size, values }: { size: number; values: Float32Array }): boolean {
  const sum = values.subarray(0, size).reduce((total, value) => total + value, 0);
  return values.subarray(0, size).every((value) => value >= 0) && Math.abs(sum - 1) < 1e-3;
}
