import type { UnrolledColumn } from './unrolledColumns';

/** What a run comes to: how many letters had a successor, how often the first guess was right, and what those letters cost, bits each. */
export interface RunSum {
  readonly pairs: number;
  readonly hits: number;
  readonly cost: number;
}

/** Sums up a run's columns. The last letter has no successor and is not counted. */
export function sumUpColumns(columns: readonly UnrolledColumn[]): RunSum {
  const asked = columns.filter(({ target }) => target !== undefined);
  const hits = asked.filter(isHit).length;
  const bits = asked.reduce((sum, { target }) => sum + (target?.loss ?? 0), 0);
  return { pairs: asked.length, hits, cost: bits / Math.max(1, asked.length) };
}

/** Whether the first guess is the letter that came. */
export function isHit({ guesses, target }: UnrolledColumn): boolean {
  return target !== undefined && guesses[0]?.letter === target.shown;
}

/** Whether two columns have the same first guess. */
export function isSameGuess(a: UnrolledColumn, b: UnrolledColumn): boolean {
  return a.guesses[0]?.token === b.guesses[0]?.token;
}
