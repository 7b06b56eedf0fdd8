import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

test('WebAssembly with SIMD is found where it can be compiled', async () => {
  const { hasVectors } = await import('./hasVectors');
  expect(hasVectors()).toBe(true);
});

test('where it is missing, or may not be compiled, it is not there, and nothing is thrown', async () => {
  vi.stubGlobal('WebAssembly', undefined);
  expect((await import('./hasVectors')).hasVectors()).toBe(false);
  vi.resetModules();
  vi.stubGlobal('WebAssembly', {
    Module: class {
      constructor() {
        throw new Error('refused by the content security policy');
      }
    },
  });
  expect((await import('./hasVectors')).hasVectors()).toBe(false);
});
