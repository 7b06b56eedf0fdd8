/** How undecided chances are, in bits: 0 when one of them is certain, log₂ of their number when all are even. */
export function entropyOf(chances: ArrayLike<number>): number {
  return Array.from(chances).reduce((bits, p) => (p > 0 ? bits - p * Math.log2(p) : bits), 0);
}
