/**
 * Chances at a temperature τ: q ∝ p^{1/τ}, [Y]. At 1 they are what they were; towards 0 the likeliest takes all; above 1 they draw level.
 * @param temperature 0 or more; at 0 the first of the likeliest has chance 1
 */
export function temper(chances: ArrayLike<number>, temperature: number): Float64Array {
  const p = Float64Array.from(chances);
  const most = p.reduce((largest, each) => Math.max(largest, each), 0);
  if (!(temperature > 0)) {
    const best = p.indexOf(most);
    return p.map((_, token) => (token === best ? 1 : 0));
  }
  // Relative to the largest, so that nothing vanishes at a low temperature but what is truly small beside it.
  const powers = p.map((each) => (each > 0 ? Math.exp(Math.log(each / most) / temperature) : 0));
  const sum = powers.reduce((total, each) => total + each, 0);
  return powers.map((each) => each / sum);
}
