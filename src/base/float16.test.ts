import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeFloat16, encodeFloat16 } from './float16';

const isNaNCode = (bits: number): boolean => (bits & 0x7c00) === 0x7c00 && (bits & 0x3ff) !== 0;

test('each of the 65,536 codes comes back from the number that it stands for', () => {
  const changed = [];
  for (let bits = 0; bits < 0x10000; bits++) {
    const value = decodeFloat16(bits);
    if (isNaNCode(bits) ? !Number.isNaN(value) || !isNaNCode(encodeFloat16(value)) : encodeFloat16(value) !== bits)
      changed.push(bits);
  }
  expect(changed).toEqual([]);
});

test('codes stand for the numbers of the standard', () => {
  // IEEE 754-2019, binary16: bias 15, ten bits of fraction.
  expect(decodeFloat16(0x3c00)).toBe(1);
  expect(decodeFloat16(0xc000)).toBe(-2);
  expect(decodeFloat16(0x7bff)).toBe(65504);
  expect(decodeFloat16(0x0400)).toBe(2 ** -14);
  expect(decodeFloat16(0x0001)).toBe(2 ** -24);
  expect(decodeFloat16(0x3555)).toBe(0.333251953125);
  expect(decodeFloat16(0x8000)).toBe(-0);
  expect(decodeFloat16(0xfc00)).toBe(-Infinity);
});

const finite = Array.from({ length: 0x7c00 }, (_, bits) => decodeFloat16(bits));

/** The nearest code, the even one where two are as near, found among all of them by bisection. */
function nearest(value: number): number {
  const size = Math.abs(value);
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  // What rounds past the largest half, halfway to the next power, is infinite.
  if (size >= 65520) return sign | 0x7c00;
  let [low, high] = [0, 0x7bff];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((finite[middle] ?? 0) <= size) low = middle;
    else high = middle;
  }
  const [below, above] = [size - (finite[low] ?? 0), (finite[high] ?? 0) - size];
  return sign | (below < above || (below === above && low % 2 === 0) ? low : high);
}

test('any number is rounded to the nearest half, to the even one where two are as near', () => {
  const half = fc.integer({ min: 0, max: 0x7bfe });
  const between = fc
    .tuple(half, fc.constantFrom(0.5, 0.25, 0.75), fc.constantFrom(0, 2 ** -40, -(2 ** -40)), fc.boolean())
    .map(([bits, share, nudge, isNegative]) => {
      const [low = 0, high = 0] = [finite[bits], finite[bits + 1]];
      return (isNegative ? -1 : 1) * (low + (high - low) * (share + nudge));
    });
  fc.assert(
    fc.property(fc.oneof(between, fc.float(), fc.double(), fc.double({ min: -1e5, max: 1e5 })), (value) => {
      if (Number.isNaN(value)) expect(isNaNCode(encodeFloat16(value))).toBe(true);
      else expect(encodeFloat16(value)).toBe(nearest(value));
    }),
    { numRuns: 5000 },
  );
});
