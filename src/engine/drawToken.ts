/**
 * Draws a class at a temperature τ: with chance pᵢ^(1/τ) / Σ pⱼ^(1/τ). At τ = 1 that is the network's own belief; at τ = 0 the largest is
 * taken, the first of several.
 * @param chances p, none negative, [Y]
 * @param uniform a number in [0, 1)
 * @returns the class, and the chance that it had
 * @throws Error when the chances are no numbers, as a diverged network's are
 */
export function drawToken(
  chances: ArrayLike<number>,
  temperature: number,
  uniform: number,
): { readonly token: number; readonly chance: number } {
  const values = Array.from(chances);
  const largest = Math.max(...values);
  if (!(largest > 0)) throw new Error(`the network gives no letter a chance here: its largest is ${largest}`);
  const likeliest = values.indexOf(largest);
  if (temperature === 0) return { token: likeliest, chance: 1 };
  // Taken of the share of the largest, so that a small τ makes no underflow of all of them.
  const weights = values.map((chance) => (chance / largest) ** (1 / temperature));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  let left = uniform * sum;
  for (const [token, weight] of weights.entries()) {
    left -= weight;
    if (left < 0) return { token, chance: weight / sum };
  }
  return { token: likeliest, chance: 1 / sum };
}
