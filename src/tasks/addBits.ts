/** A sum of two numbers bit by bit, the lowest place first, each [T]. */
export interface BitSum {
  readonly a: readonly number[];
  readonly b: readonly number[];
  /** The bit of the sum at each place. */
  readonly sum: readonly number[];
  /** What is carried out of each place, into the next. */
  readonly carry: readonly number[];
}

/** Adds two rows of bits as it is done by hand. @param a, b of one length T */
export function addBits(a: readonly number[], b: readonly number[]): BitSum {
  let carried = 0;
  const totals = a.map((bit, t) => {
    const total = bit + (b[t] ?? 0) + carried;
    carried = total >> 1;
    return total;
  });
  return { a, b, sum: totals.map((total) => total % 2), carry: totals.map((total) => total >> 1) };
}

/** The lowest T bits of a whole number, the lowest first. */
export function bitsOf(number: number, T: number): number[] {
  return Array.from({ length: T }, (_, t) => Math.floor(number / 2 ** t) % 2);
}
