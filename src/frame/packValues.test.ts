import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packValues, unpackValues } from './packValues';

test('numbers come out of a page to the bit as they went in', () => {
  fc.assert(
    fc.property(fc.float32Array({ maxLength: 300 }), (values) => {
      expect(unpackValues(packValues(values))).toEqual(values);
    }),
  );
});

test('a long run packs without breaking the stack', () => {
  expect(unpackValues(packValues(new Float32Array(400_000).fill(0.5)))).toHaveLength(400_000);
});
