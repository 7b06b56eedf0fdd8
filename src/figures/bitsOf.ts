/** What letters cost that had these chances, in bits: the sum of −log₂ p. */
export function bitsOf(chances: ArrayLike<number>): number {
  return Array.from(chances).reduce((sum, chance) => sum - Math.log2(Math.max(chance, 2 ** -126)), 0);
}
