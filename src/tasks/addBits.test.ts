import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addBits, bitsOf } from './addBits';

test('the bits of a sum are those of ordinary addition, and so is each carry', () => {
  const number = fc.integer({ min: 0, max: 2 ** 31 - 1 });
  fc.assert(
    fc.property(number, number, (a, b) => {
      const { sum, carry } = addBits(bitsOf(a, 32), bitsOf(b, 32));
      expect(sum).toEqual(bitsOf(a + b, 32));
      carry.forEach((bit, t) => expect(bit).toBe((a % 2 ** (t + 1)) + (b % 2 ** (t + 1)) >= 2 ** (t + 1) ? 1 : 0));
    }),
    { seed: 1 },
  );
});
