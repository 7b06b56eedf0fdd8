import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseBackend } from './chooseBackend';

test('WebGL is taken as long as it is within twice the fastest', () => {
  expect(chooseBackend({ webgl: 1, wasm: 2, cpu: 5 })).toBe('webgl');
  expect(chooseBackend({ webgl: 2, wasm: 1, cpu: 5 })).toBe('webgl');
  expect(chooseBackend({ webgl: 2.01, wasm: 1, cpu: 5 })).toBe('wasm');
  expect(chooseBackend({ webgl: 2.01, wasm: 5, cpu: 1 })).toBe('wasm');
});

test('without WebGL it is WASM, and without WASM the processor', () => {
  expect(chooseBackend({ wasm: 3, cpu: 1 })).toBe('wasm');
  expect(chooseBackend({ webgl: 9, cpu: 1 })).toBe('cpu');
  expect(chooseBackend({ cpu: 1 })).toBe('cpu');
});

test('what is chosen was measured, whatever the times are', () => {
  const time = fc.option(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), { nil: undefined });
  fc.assert(
    fc.property(time, time, fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (webgl, wasm, cpu) => {
      const times = {
        cpu,
        ...(webgl === undefined ? {} : { webgl }),
        ...(wasm === undefined ? {} : { wasm }),
      };
      expect(Object.keys(times)).toContain(chooseBackend(times));
    }),
  );
});
