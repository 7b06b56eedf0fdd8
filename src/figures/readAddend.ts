/** The longest numbers that are added, bits. */
export const mostBits = 32;

/** How the reader writes numbers. */
export type Notation = 'bits' | 'decimal';

/** Writes a number as its reader does: in binary with the highest place first, or in decimal. */
export function writeAddend(number: number, notation: Notation): string {
  return number.toString(notation === 'bits' ? 2 : 10);
}

/** Reads a number that a reader typed; or says, in a clause, what is wrong with it. Spaces may part its digits. */
export function readAddend(
  text: string,
  notation: Notation,
): { readonly number: number } | { readonly problem: string } {
  const digits = text.replaceAll(/[\s_]/g, '');
  if (digits === '')
    return { problem: notation === 'bits' ? 'write some bits, such as 1011' : 'write a number, such as 11' };
  if (!(notation === 'bits' ? /^[01]+$/ : /^\d+$/).test(digits))
    return {
      problem:
        notation === 'bits' ? 'only 0 and 1 are bits, the highest place first' : 'a whole number has the digits 0 to 9',
    };
  const short = digits.replace(/^0+(?=.)/, '');
  const number =
    short.length > mostBits ? Number.POSITIVE_INFINITY : Number.parseInt(short, notation === 'bits' ? 2 : 10);
  if (number >= 2 ** mostBits)
    return { problem: `at most ${mostBits} bits are read, up to ${(2 ** mostBits - 1).toLocaleString('en')}` };
  return { number };
}

/** How many places a sum is given: room for both numbers and their sum, at least as many as the network learnt from, at most all. */
export function placesFor(a: number, b: number): number {
  return Math.min(mostBits, Math.max(8, (a + b).toString(2).length));
}
