import { randomAt } from '../base/randomAt';
import { drawToken } from '../networks/drawToken';
import { likeliestFirst } from '../networks/likeliestFirst';
import { temper } from '../networks/temper';
import { type Trace, vectorAt } from '../traces/Trace';
import { entropyOf } from './entropyOf';

/** What a network expects after so many letters, at a temperature, and what a seed draws from it. */
export interface Forecast {
  readonly vocabulary: string;
  /** As the network gave them, [Y]. */
  readonly own: Float32Array;
  /** At the temperature, [Y]. */
  readonly chances: Float64Array;
  /** Tokens from the likeliest on. */
  readonly order: readonly number[];
  /** Bits. */
  readonly entropy: number;
  /** The random number that belongs to this place, in [0, 1), and the token that it falls on. */
  readonly number: number;
  readonly drawn: number;
}

/** The forecast after step t (from 1) of a run; undefined before the first letter. */
export function forecastAt(
  trace: Trace,
  vocabulary: string,
  t: number,
  temperature: number,
  seed: number,
): Forecast | undefined {
  if (t < 1 || t > trace.steps) return undefined;
  const own = vectorAt(trace, 'y', t - 1);
  const chances = temper(own, temperature);
  const number = randomAt(seed, 0, t);
  return {
    vocabulary,
    own,
    chances,
    order: likeliestFirst(own),
    entropy: entropyOf(chances),
    number,
    drawn: drawToken(chances, number),
  };
}
