import { type Trace, vectorAt } from '../traces/Trace';

/** What a network makes of a digit after a step: the likeliest class, and its chance. */
export interface Verdict {
  readonly digit: number;
  readonly chance: number;
}

/** The likeliest digit of ten chances. */
export function verdictOf(chances: Float32Array): Verdict {
  const chance = Math.max(...chances);
  return { digit: chances.indexOf(chance), chance };
}

/** The verdict after every step of a run, [T]. */
export function verdictsOf(trace: Trace): readonly Verdict[] {
  return Array.from({ length: trace.steps }, (_, t) => verdictOf(vectorAt(trace, 'y', t)));
}

/** The step (from 1) from which on the verdict is the last one; 0 where there is none. */
export function settledAt(verdicts: readonly Verdict[]): number {
  const last = verdicts.at(-1)?.digit;
  let step = verdicts.length;
  while (step > 1 && verdicts[step - 2]?.digit === last) step--;
  return step;
}
