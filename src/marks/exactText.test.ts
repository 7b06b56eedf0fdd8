import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exactText } from './exactText';

test('every float32 is found again in its text', () => {
  fc.assert(
    fc.property(fc.float(), (value) => {
      expect(Math.fround(Number(exactText(value)))).toBe(value + 0 === 0 ? 0 : value);
    }),
  );
});
