import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { centreDigit } from './centreDigit';
import { inkField, readInk, writeInk } from './digitInk';
import { settledAt } from './digitVerdict';
import { paintStroke } from './paintInk';

const blank = new Uint8Array(784);
const bar = (x: number, from: number, to: number): Uint8Array => paintStroke(blank, { x, y: from }, { x, y: to });
const centreOf = (pixels: Float32Array): [number, number] => {
  const sum = pixels.reduce((all, level) => all + level, 0);
  const mean = (of: (pixel: number) => number): number =>
    pixels.reduce((all, level, pixel) => all + level * (of(pixel) + 0.5), 0) / sum;
  return [mean((pixel) => pixel % 28), mean((pixel) => Math.floor(pixel / 28))];
};

describe('a drawing as text', () => {
  test('is read back as it was, and written as it was read', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 784, maxLength: 784, max: 15 }), (ink) => {
        const text = writeInk(ink);
        expect(readInk(text)).toEqual(ink);
        expect(inkField('').read(text)).toEqual({ value: text });
      }),
      { numRuns: 50, seed: 1 },
    );
  });

  test('is short: paper costs next to nothing', () => {
    expect(writeInk(blank)).toBe('');
    expect(writeInk(bar(14, 4, 24)).length).toBeLessThan(200);
  });

  test.each(['785', '784a', 'p', 'A', '3 a', '-4a', '0x10', '٣', '😀', 'a'.repeat(785), '1'.repeat(2000)])(
    'that is none is refused, and what was there stays: %s',
    (text) => {
      const { value, problem } = inkField('12a').read(text);
      expect([value, problem]).toEqual(['12a', expect.stringContaining('is no drawing of 28 by 28 cells')]);
    },
  );

  test('may come from anywhere: nothing throws, and what is kept is a drawing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const { value } = inkField('').read(text);
        expect(inkField('').read(value)).toEqual({ value });
      }),
      { numRuns: 300, seed: 2 },
    );
  });
});

describe('the pen', () => {
  test('leaves ink under the line, softer beside it, none further off', () => {
    const ink = bar(14, 8, 20);
    expect([14 * 28 + 14, 14 * 28 + 13].map((cell) => ink[cell])).toEqual([15, 15]);
    expect(ink[14 * 28 + 15]).toBeLessThan(15);
    expect(ink[14 * 28 + 18]).toBe(0);
    expect(blank.some((level) => level > 0)).toBe(false);
  });

  test('stays on the pad, and rubs out what it drew', () => {
    const ink = paintStroke(blank, { x: -5, y: 30 }, { x: 40, y: -3 });
    expect(ink.some((level) => level > 0)).toBe(true);
    const rubbed = paintStroke(ink, { x: -5, y: 30 }, { x: 40, y: -3 }, true);
    expect(rubbed.reduce((sum, level) => sum + level, 0)).toBe(0);
  });
});

describe('what the network sees of a drawing', () => {
  const sizes: [string, Uint8Array][] = [
    ['small, in a corner', bar(5, 3, 12)],
    ['large, at the edge', bar(26, 2, 26)],
    ['in the middle', bar(14, 6, 22)],
  ];
  test.each(sizes)('is centred by its mass and fits the box of 20: %s', (_where, ink) => {
    const pixels = centreDigit(ink);
    const [x, y] = centreOf(pixels);
    expect(Math.abs(x - 14)).toBeLessThan(0.15);
    expect(Math.abs(y - 14)).toBeLessThan(0.15);
    const rows = Array.from({ length: 28 }, (_, row) => row).filter((row) =>
      pixels.subarray(row * 28, (row + 1) * 28).some((level) => level > 0.05),
    );
    expect(rows.length).toBeGreaterThanOrEqual(18);
    expect(rows.length).toBeLessThanOrEqual(21);
    expect(Math.max(...pixels)).toBe(1);
  });

  test('is the same wherever it is drawn', () => {
    expect(centreDigit(bar(6, 5, 20))).toEqual(centreDigit(bar(20, 7, 22)));
  });

  test('keeps the shape: a wide stroke stays wide', () => {
    const pixels = centreDigit(paintStroke(blank, { x: 4, y: 9 }, { x: 14, y: 9 }));
    const inked = (at: (i: number) => number): number =>
      Array.from({ length: 28 }, (_, i) => pixels[at(i)] ?? 0).filter((level) => level > 0.5).length;
    expect(inked((column) => 14 * 28 + column)).toBeGreaterThan(3 * inked((row) => row * 28 + 14));
  });

  test('is nothing of nothing', () => {
    expect(centreDigit(blank)).toEqual(new Float32Array(784));
  });
});

test('a mind is made up at the step after which it no longer changes', () => {
  const verdicts = (digits: readonly number[]) => digits.map((digit) => ({ digit, chance: 1 }));
  expect([[1, 7, 7], [7, 7, 7], [7, 1, 7], [3], []].map((digits) => settledAt(verdicts(digits)))).toEqual([
    2, 1, 3, 1, 0,
  ]);
});
