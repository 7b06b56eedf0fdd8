import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../base/random';
import { echo } from '../tasks/echo';
import { sequenceStream } from './sequenceStream';
import type { Stream } from './Stream';
import { streamData, windowOf, windowsPerPass } from './streamData';
import { textStream } from './textStream';

const placeOf = (rows: Float32Array, row: number, size: number): number =>
  rows.subarray(row * size, (row + 1) * size).indexOf(1);

test('targets are the letters that follow, and a pass reads each letter of each stream once and in order', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 99 }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 7 }),
      (length, B, T) => {
        // Each letter is its own place.
        const text = textStream(
          Uint8Array.from({ length }, (_, place) => place),
          length,
        );
        const windows = windowsPerPass(text.steps, B, T);
        const streams = Array.from({ length: B }, () => [] as number[]);
        for (let w = 0; w < windows; w++) {
          const { inputs, targets, steps, batch, counted } = windowOf(text, B, T, w);
          expect([steps, batch, inputs.length]).toEqual([T, B, T * B * length]);
          expect(counted).toEqual(new Uint8Array(T * B).fill(1));
          for (let row = 0; row < T * B; row++) {
            const place = placeOf(inputs, row, length);
            expect(placeOf(targets, row, length)).toBe(place + 1);
            streams[row % B]?.push(place);
          }
        }
        for (const stream of streams)
          expect(stream).toEqual(Array.from({ length: windows * T }, (_, t) => (stream[0] ?? 0) + t));
        expect(new Set(streams.flat()).size).toBe(streams.flat().length);
        expect(Math.max(-1, ...streams.flat())).toBeLessThan(length - 1);
      },
    ),
  );
});

const cut = { seed: 3, batch: 4, window: 5, passes: 2, freshStart: 0 };

describe('a long sequence as a stream', () => {
  const task = echo(103);
  const sequence = task.draw(createRandom(1));
  const stream: Stream = sequenceStream(task, sequence);

  test('is cut into windows that go on from each other, what does not count among them', () => {
    const data = streamData(stream, cut);
    expect(data).toMatchObject({ loss: 'bernoulli', updates: 10, batch: 4 });
    for (let b = 0; b < 4; b++) {
      const read = (rows: (update: number) => ArrayLike<number>): number[] =>
        [0, 1, 2, 3, 4].flatMap((update) => [0, 1, 2, 3, 4].map((t) => rows(update)[t * 4 + b] ?? Number.NaN));
      const own = (all: ArrayLike<number>): number[] => Array.from(all).slice(b * 25, (b + 1) * 25);
      expect(read((update) => data.batchOf(update).inputs)).toEqual(own(sequence.inputs));
      expect(read((update) => data.batchOf(update).targets)).toEqual(own(sequence.targets));
      expect(read((update) => data.batchOf(update).counted)).toEqual(own(sequence.counted));
    }
    expect(data.batchOf(5)).toEqual(data.batchOf(0));
  });

  test.each([
    [0, [true, false, false, false, false, true, false]],
    [1, new Array<boolean>(7).fill(true)],
  ])('starts anew at each pass, and with a chance of %f at other windows', (freshStart, expected) => {
    const data = streamData(stream, { ...cut, freshStart });
    expect([0, 1, 2, 3, 4, 5, 6].map((update) => data.startsAnew(update)[2])).toEqual(expected);
  });

  test('starts some streams anew, by chance, the same ones every time', () => {
    const data = streamData(stream, { ...cut, freshStart: 0.5 });
    const starts = [1, 2, 3, 4].flatMap((update) => data.startsAnew(update));
    expect(new Set(starts).size).toBe(2);
    expect([1, 2, 3, 4].flatMap((update) => data.startsAnew(update))).toEqual(starts);
  });

  test('is refused when it has not one window for each stream', () => {
    expect(() => streamData(stream, { ...cut, window: 26 })).toThrow(
      '103 steps are too few to train on: 4 streams of 26 take 104',
    );
  });
});
