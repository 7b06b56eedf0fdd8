import { describe, expect, test } from 'vitest';
import { createRandom } from '../base/random';
import type { DigitReading } from './DigitReading';
import { digits } from './digits';
import { distortDigit } from './distortDigit';
import { idxFiles } from './idxFiles';
import { divideDigits, openDigits } from './openDigits';
import { pixelShuffle } from './pixelShuffle';
import { readDigitImages } from './readDigitImages';

/** Forty pictures, each of an ink of its own, of four digits by turns. */
const labels = Array.from({ length: 40 }, (_, which) => which % 4);
const inkOf = (which: number): number => 5 * which + 20;
const files = idxFiles(labels, inkOf);
const images = readDigitImages(files.images, files.labels);

const open = (reading: DigitReading) => {
  const task = digits(reading);
  const [imageFile = '', labelFile = ''] = task.files;
  return openDigits(task, { [imageFile]: files.images, [labelFile]: files.labels });
};
const readings = (['whole', 'rows'] as const).flatMap((by) => [false, true].map((isShuffled) => ({ by, isShuffled })));

describe.each(readings)('digits by $by, shuffled: $isShuffled', (reading) => {
  const { task, heldOut, examples } = open(reading);
  /** Which picture a sequence shows: by its middle, which no distortion takes away. */
  const whichOf = (inputs: Float32Array): number => {
    const middle = 14 * 28 + 14;
    const at = reading.isShuffled ? pixelShuffle.indexOf(middle) : middle;
    return Math.round(((inputs[at] ?? 0) * 255 - 20) / 5);
  };

  test('holds out each of the same pictures once, and never shows one of them to be learnt', () => {
    const held = heldOut.map(({ inputs }) => whichOf(inputs));
    expect(held).toEqual([...divideDigits(images).heldOut]);
    expect([held.length, examples]).toEqual([6, 34]);
    const random = createRandom(1);
    const drawn = new Set(Array.from({ length: 400 }, () => whichOf(task.draw(random).inputs)));
    expect([...drawn].sort((a, b) => a - b)).toEqual([...divideDigits(images).training].sort((a, b) => a - b));
  });

  test('asks for the digit at the last step alone', () => {
    for (const { steps, inputs, targets, counted, scored } of [task.draw(createRandom(2)), ...heldOut]) {
      expect([steps, steps * task.X]).toEqual([reading.by === 'rows' ? 28 : 1, 784]);
      const last = [...targets.subarray((steps - 1) * 10)];
      expect(last.indexOf(1)).toBe(labels[whichOf(inputs)]);
      expect(targets.reduce((sum, target) => sum + target, 0)).toBe(1);
      expect([...counted]).toEqual(Array.from({ length: steps }, (_, t) => (t === steps - 1 ? 1 : 0)));
      expect(scored).toEqual(counted);
    }
  });

  test('measures what is right without a network: by chance, by the most frequent digit, by the nearest mean', () => {
    expect(task.levels.map(({ measure }) => measure)).toEqual(['accuracy', 'accuracy', 'accuracy']);
    const rights = heldOut.map(({ inputs }) => labels[whichOf(inputs)]);
    const counts = [0, 1, 2, 3].map(
      (digit) => [...divideDigits(images).training].filter((w) => labels[w] === digit).length,
    );
    const usual = counts.indexOf(Math.max(...counts));
    expect(task.levels.slice(0, 2).map(({ value }) => value)).toEqual([
      0.1,
      rights.filter((right) => right === usual).length / rights.length,
    ]);
  });
});

test('digits that differ are told apart by their means', () => {
  const striped = idxFiles(labels, (which, row) => (row % 4 === which % 4 ? 200 : 0));
  const task = digits({ by: 'rows', isShuffled: true });
  const [imageFile = '', labelFile = ''] = task.files;
  const { levels } = openDigits(task, { [imageFile]: striped.images, [labelFile]: striped.labels }).task;
  expect(levels[2]?.value).toBe(1);
});

test('the shuffled picture has the same pixels in other places, the same for a reader of rows', () => {
  const gradient = idxFiles(labels, (_which, row, column) => (row * 7 + column * 3) % 251);
  const firstOf = (by: DigitReading['by'], isShuffled: boolean): Float32Array => {
    const task = digits({ by, isShuffled });
    const [imageFile = '', labelFile = ''] = task.files;
    const [first] = openDigits(task, { [imageFile]: gradient.images, [labelFile]: gradient.labels }).heldOut;
    return first?.inputs ?? new Float32Array();
  };
  const [plain, mixed] = [firstOf('whole', false), firstOf('whole', true)];
  expect([...mixed].sort()).toEqual([...plain].sort());
  expect(mixed.findIndex((ink, place) => ink !== plain[pixelShuffle[place] ?? 0])).toBe(-1);
  expect(firstOf('rows', true)).toEqual(mixed);
  expect(new Set(pixelShuffle).size).toBe(784);
  expect(pixelShuffle.filter((pixel, place) => pixel === place).length).toBeLessThan(10);
});

test('a distorted digit is another each time, of much the same ink', () => {
  const bar = Uint8Array.from({ length: 784 }, (_, place) =>
    place % 28 > 11 && place % 28 < 16 && place > 140 && place < 640 ? 255 : 0,
  );
  const random = createRandom(3);
  const ink = bar.reduce((sum, pixel) => sum + pixel / 255, 0);
  const seen = new Set<string>();
  for (let time = 0; time < 50; time++) {
    const distorted = distortDigit(bar, random);
    expect(Math.min(...distorted)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...distorted)).toBeLessThanOrEqual(1);
    const share = distorted.reduce((sum, pixel) => sum + pixel, 0) / ink;
    expect(share).toBeGreaterThan(0.7);
    expect(share).toBeLessThan(1.35);
    seen.add(distorted.join());
  }
  expect(seen.size).toBe(50);
});

describe('files that are not what they should be are refused:', () => {
  const cut = (file: Uint8Array, from: number, to?: number): Uint8Array => file.slice(from, to);
  const labelled = (label: number): Uint8Array => Uint8Array.from([...cut(files.labels, 0, -1), label]);
  test.each<[string, Uint8Array, Uint8Array, string]>([
    ['none', new Uint8Array(), files.labels, 'the images are no IDX file: 0 bytes, its head alone takes 16'],
    [
      'a truncated one',
      cut(files.images, 0, -1),
      files.labels,
      'should have 31360 bytes behind the head, and have 31359',
    ],
    ['labels for images', files.labels, files.labels, 'it begins with 2049, not 2051'],
    ['images for labels', files.images, files.images, 'it begins with 2051, not 2049'],
    [
      'other sizes',
      Uint8Array.from([...cut(files.images, 0, 11), 14, ...cut(files.images, 12)]),
      files.labels,
      'the images are 14 × 28; they should be 28 × 28',
    ],
    ['fewer labels', files.images, idxFiles([1, 2], inkOf).labels, 'there are 40 images and 2 labels'],
    ['an eleventh digit', files.images, labelled(10), 'label 39 is 10; digits go from 0 to 9'],
  ])('%s', (_what, imageFile, labelFile, sentence) => {
    expect(() => readDigitImages(imageFile, labelFile)).toThrow(sentence);
  });

  test('too few to hold some out', () => {
    const [imageFile = '', labelFile = ''] = digits({ by: 'rows', isShuffled: false }).files;
    const few = idxFiles([1, 2], inkOf);
    expect(() =>
      openDigits(digits({ by: 'rows', isShuffled: false }), { [imageFile]: few.images, [labelFile]: few.labels }),
    ).toThrow('2 images are too few to be divided');
  });
});
