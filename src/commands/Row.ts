/** One claim, measured again: what `check --json` prints. */
export interface Row {
  readonly system: string;
  readonly claim: string;
  /** The worst of the seeds. Nothing when it could not be measured: `reason` says why. */
  readonly value: number | null;
  readonly bound: number | null;
  /** The honest rival: what a Kneser–Ney 6-gram needs for the same text, or the task's exact chance level. */
  readonly baseline: number | null;
  readonly seeds: readonly number[];
  /** How many of the seeds kept the bound. */
  readonly solved?: number;
  /** What rounding to float16 took from (or gave to) the worst seed's value, where training measured it. */
  readonly rounding?: number;
  /** Whether the bound was kept; nothing when it was not measured. A claim without a bound is kept by being measured. */
  readonly ok: boolean | null;
  readonly reason?: string;
}

/** The row of a claim that was not measured. @param ok `false` when that is a fault, such as a damaged file */
export function unmeasured(
  claimed: Pick<Row, 'system' | 'claim' | 'bound'>,
  reason: string,
  ok: false | null = null,
): Row {
  return { ...claimed, value: null, baseline: null, seeds: [], ok, reason };
}
