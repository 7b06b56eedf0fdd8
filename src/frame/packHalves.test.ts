import { expect, test } from 'vitest';
import { packHalves, unpackHalves } from './packHalves';

test('numbers come back within half precision, in their order', () => {
  const values = Float32Array.from({ length: 501 }, (_, i) => Math.sin(i * 1.7 + 0.1) * (i % 7 === 0 ? 1e-2 : 1));
  const unpacked = unpackHalves(packHalves(values));
  expect(unpacked).toHaveLength(501);
  unpacked.forEach((value, i) =>
    expect(Math.abs(value - (values[i] ?? 0))).toBeLessThanOrEqual(Math.abs(values[i] ?? 0) / 2048),
  );
  expect(unpackHalves(packHalves(new Float32Array()))).toHaveLength(0);
});
