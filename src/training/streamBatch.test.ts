import fc from 'fast-check';
import { expect, test } from 'vitest';
import { streamBatch, windowsPerPass } from './streamBatch';

test('targets are the letters that follow, and a pass reads each letter of each stream once and in order', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 255 }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 7 }),
      (length, B, T) => {
        // Each letter is its own place.
        const text = Uint8Array.from({ length }, (_, place) => place);
        const windows = windowsPerPass(length, B, T);
        const streams = Array.from({ length: B }, () => [] as number[]);
        for (let w = 0; w < windows; w++) {
          const { tokens, targets, steps, batch } = streamBatch(text, B, T, w);
          expect([steps, batch, tokens.length]).toEqual([T, B, T * B]);
          expect([...targets]).toEqual([...tokens].map((place) => place + 1));
          tokens.forEach((place, row) => streams[row % B]?.push(place));
        }
        for (const stream of streams)
          expect(stream).toEqual(Array.from({ length: windows * T }, (_, t) => (stream[0] ?? 0) + t));
        expect(new Set(streams.flat()).size).toBe(streams.flat().length);
        expect(Math.max(-1, ...streams.flat())).toBeLessThan(length - 1);
      },
    ),
  );
});
