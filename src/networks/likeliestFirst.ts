/** Tokens from the likeliest to the least likely; of equals, the smaller token first. */
export function likeliestFirst(chances: ArrayLike<number>): number[] {
  return Array.from({ length: chances.length }, (_, token) => token).sort(
    (a, b) => (chances[b] ?? 0) - (chances[a] ?? 0) || a - b,
  );
}
