/** One measurement: when, and what. */
export interface Sample {
  readonly at: number;
  readonly value: number;
}

/** A slope, and the least that it can be with 97.5 % confidence. */
export interface Slope {
  readonly median: number;
  readonly least: number;
}

/**
 * The slope of a series of measurements, the median over all pairs, and its confidence bound from Kendall's count (Theil 1950; Sen 1968): a
 * single outlier, one collection of garbage that came late, does not tilt it. NaN for fewer than two.
 */
export function medianSlope(samples: readonly Sample[]): Slope {
  const slopes = samples.flatMap((first, i) =>
    samples.slice(i + 1).map((second) => (second.value - first.value) / (second.at - first.at)),
  );
  slopes.sort((a, b) => a - b);
  const slopeAt = (place: number): number => slopes[Math.max(0, place)] ?? Number.NaN;
  const middle = slopes.length >> 1;
  const n = samples.length;
  const spread = 1.96 * Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18);
  return {
    median: slopes.length % 2 === 1 ? slopeAt(middle) : (slopeAt(middle - 1) + slopeAt(middle)) / 2,
    least: slopeAt(Math.floor((slopes.length - spread) / 2)),
  };
}
