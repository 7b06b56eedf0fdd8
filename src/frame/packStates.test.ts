import { expect, test } from 'vitest';
import { packStates, unpackStates } from './packStates';

test('states come back to the nearest 1/2000, in their order, from end to end of their range', () => {
  const values = Float32Array.from([-1, 1, 0, ...Array.from({ length: 500 }, (_, i) => Math.sin(i * 1.7))]);
  const unpacked = unpackStates(packStates(values));
  expect(unpacked.slice(0, 3)).toEqual(values.slice(0, 3));
  expect(unpacked).toHaveLength(503);
  unpacked.forEach((value, i) => expect(Math.abs(value - (values[i] ?? 2))).toBeLessThanOrEqual(1 / 3999));
  expect(unpackStates(packStates(new Float32Array()))).toHaveLength(0);
});
