/** One measurement: when, and what. */
export interface Sample {
  readonly at: number;
  readonly value: number;
}

/**
 * The slope of a series of measurements, the median over all pairs (Theil 1950; Sen 1968): a single outlier, one collection of garbage that
 * came late, does not tilt it. NaN for fewer than two.
 */
export function medianSlope(samples: readonly Sample[]): number {
  const slopes = samples.flatMap((first, i) =>
    samples.slice(i + 1).map((second) => (second.value - first.value) / (second.at - first.at)),
  );
  slopes.sort((a, b) => a - b);
  const middle = slopes.length >> 1;
  if (slopes.length % 2 === 1) return slopes[middle] ?? Number.NaN;
  return ((slopes[middle - 1] ?? Number.NaN) + (slopes[middle] ?? Number.NaN)) / 2;
}
