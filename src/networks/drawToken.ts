import { likeliestFirst } from './likeliestFirst';

/**
 * The token that a random number draws: chances are laid end to end, the likeliest first, and the number falls into one of them. In this order
 * the same number draws a likelier token, or the same, at a lower temperature.
 * @param chances they add up to 1, [Y]
 * @param number in [0, 1)
 */
export function drawToken(chances: ArrayLike<number>, number: number): number {
  const order = likeliestFirst(chances);
  let reached = 0;
  for (const token of order) {
    reached += chances[token] ?? 0;
    if (number < reached) return token;
  }
  // Rounding may leave the sum a hair short of 1: what is past it falls to the last that can be drawn at all.
  return order.findLast((token) => (chances[token] ?? 0) > 0) ?? 0;
}
