/** A source of seeded random numbers: the same seed gives the same numbers on every machine. */
export interface Random {
  /** A number in [0, 1). */
  uniform(): number;
  /** A number from the normal distribution with mean 0 and variance 1. */
  normal(): number;
  /** A whole number in [0, below). */
  integer(below: number): number;
}

/** Makes a seeded generator: sfc32 (Doty-Humphrey's "small fast counting" generator), its state filled from the seed by splitmix32. */
export function createRandom(seed: number): Random {
  let word = seed >>> 0;
  const fill = (): number => {
    word = (word + 0x9e3779b9) >>> 0;
    let mixed = word ^ (word >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
  let [a, b, c, d] = [fill(), fill(), fill(), 1];
  const next = (): number => {
    const sum = (((a + b) >>> 0) + d) >>> 0;
    d = (d + 1) >>> 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) >>> 0;
    c = ((c << 21) | (c >>> 11)) >>> 0;
    c = (c + sum) >>> 0;
    return sum;
  };
  for (let warmUp = 0; warmUp < 12; warmUp++) next();
  const uniform = (): number => (next() * 0x200000 + (next() >>> 11)) / 2 ** 53;
  return {
    uniform,
    // Box and Muller's transform; 1 − u keeps the logarithm away from zero.
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    integer: (below) => Math.floor(uniform() * below),
  };
}
