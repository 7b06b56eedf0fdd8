import type { DataTask, OpenTask } from './DataTask';
import { type DigitImages, pixelsEach, side } from './digitImages';
import type { DigitReading } from './DigitReading';
import { digitClasses } from './digits';
import { distortDigit } from './distortDigit';
import { readDigitImages } from './readDigitImages';
import { shuffled } from './shuffled';
import { shufflePixels } from './shufflePixels';
import type { Level, Sequence } from './Task';

/** The share that is held out, and the seed by which all are shuffled before they are divided: the file is easier in one half. */
const heldOutShare = 0.15;
const dividingSeed = 10_000;

/**
 * Reads handwritten digits, and divides them into what may be learnt from, a little distorted each time, and what is held out.
 * @param files the bytes of each of the task's files, unpacked, by name
 * @throws RangeError naming the file, what was expected of it and what came
 */
export function openDigits(
  { files: names, reading: { by, isShuffled }, ...asked }: DataTask,
  files: Readonly<Record<string, Uint8Array>>,
): OpenTask {
  const [imageFile = '', labelFile = ''] = names;
  const images = readDigitImages(files[imageFile] ?? new Uint8Array(), files[labelFile] ?? new Uint8Array());
  const { training, heldOut } = divideDigits(images);
  const show = (ink: Float32Array, which: number): Sequence =>
    showDigit(isShuffled ? shufflePixels(ink) : ink, images.labels[which] ?? 0, by);
  return {
    task: {
      ...asked,
      levels: measureLevels(images, training, heldOut),
      draw(random) {
        const which = training[random.integer(training.length)] ?? 0;
        return show(distortDigit(digitAt(images, which), random), which);
      },
    },
    heldOut: Array.from(heldOut, (which) =>
      show(
        Float32Array.from(digitAt(images, which), (ink) => ink / 255),
        which,
      ),
    ),
    examples: training.length,
  };
}

/** Which images may be learnt from, and which are held out: the same for every reading. */
export function divideDigits({ many }: DigitImages): Readonly<Record<'training' | 'heldOut', Uint32Array>> {
  const held = Math.round(many * heldOutShare);
  if (held === 0 || held === many)
    throw new RangeError(`${many} images are too few to be divided into some to learn from and some held out`);
  const order = shuffled(many, dividingSeed);
  return { training: order.subarray(0, many - held), heldOut: order.subarray(many - held) };
}

function digitAt({ pixels }: DigitImages, which: number): Uint8Array {
  return pixels.subarray(which * pixelsEach, (which + 1) * pixelsEach);
}

/** One digit as a sequence of a step or of 28; what it is counts at the last. */
function showDigit(inputs: Float32Array, label: number, by: DigitReading['by']): Sequence {
  const steps = by === 'rows' ? side : 1;
  const targets = new Float32Array(steps * digitClasses);
  targets[(steps - 1) * digitClasses + label] = 1;
  const counted = new Uint8Array(steps);
  counted[steps - 1] = 1;
  return { steps, inputs, targets, counted, scored: counted };
}

/** What answers of less thought get right of the held-out digits. */
function measureLevels(images: DigitImages, training: Uint32Array, heldOut: Uint32Array): [Level, ...Level[]] {
  const { labels } = images;
  const counts = new Float64Array(digitClasses);
  const sums = Array.from({ length: digitClasses }, () => new Float64Array(pixelsEach));
  for (const which of training) {
    const label = labels[which] ?? 0;
    counts[label] = (counts[label] ?? 0) + 1;
    const sum = sums[label];
    if (sum !== undefined) digitAt(images, which).forEach((ink, pixel) => (sum[pixel] = (sum[pixel] ?? 0) + ink));
  }
  const means = sums.map((sum, label) => sum.map((ink) => ink / Math.max(1, counts[label] ?? 0)));
  const usual = counts.indexOf(Math.max(...counts));
  const shareRight = (answer: (which: number) => number): number =>
    heldOut.reduce((right, which) => right + (answer(which) === labels[which] ? 1 : 0), 0) / heldOut.length;
  const nearest = (which: number): number => {
    const digit = digitAt(images, which);
    const distances = means.map((mean) => mean.reduce((sum, ink, pixel) => sum + (ink - (digit[pixel] ?? 0)) ** 2, 0));
    return distances.indexOf(Math.min(...distances));
  };
  return [
    { knowing: 'nothing, and picking one of ten at random', measure: 'accuracy', value: 1 / digitClasses },
    {
      knowing: 'which digit is the most frequent, and always answering it',
      measure: 'accuracy',
      value: shareRight(() => usual),
    },
    {
      knowing: 'the mean picture of each digit, and answering the nearest',
      measure: 'accuracy',
      value: shareRight(nearest),
    },
  ];
}
