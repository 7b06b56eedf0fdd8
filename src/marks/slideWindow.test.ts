import fc from 'fast-check';
import { expect, test } from 'vitest';
import { slideWindow } from './slideWindow';

test('the playhead is always in sight, and the window never leaves the text', () => {
  fc.assert(
    fc.property(
      fc.nat(5000),
      fc.integer({ min: 1, max: 64 }),
      fc.integer({ min: 1, max: 5000 }),
      fc.nat(),
      (start, count, total, seed) => {
        const at = seed % total;
        const first = slideWindow(start, count, at, total);
        expect(first).toBeGreaterThanOrEqual(0);
        expect(first).toBeLessThanOrEqual(Math.max(0, total - count));
        expect(at).toBeGreaterThanOrEqual(first);
        expect(at).toBeLessThan(first + count);
      },
    ),
  );
});

test('a playhead in the middle of the window moves nothing', () => {
  expect(slideWindow(10, 16, 18, 100)).toBe(10);
});
