import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}'],
    environment: 'node',
    reporters: ['default', 'json'],
    outputFile: { json: '.cache/reports/units.json' },
    // Oracles on tfjs's WASM backend start slowly on a small machine; nothing is timed here.
    testTimeout: 60_000,
  },
});
