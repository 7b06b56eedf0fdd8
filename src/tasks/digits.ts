import type { DataTask } from './DataTask';
import { pixelsEach, side } from './digitImages';
import type { DigitReading } from './DigitReading';

/** Kinds of digits, 0 to 9. */
export const digitClasses = 10;

/**
 * Handwritten digits to be told apart; asked of a reader by rows after the last row alone. What is needed to read them from their files is apart, in
 * `openDigits`: a page, which has no files, does not fetch it.
 */
export function digits(reading: DigitReading): DataTask {
  return {
    id: `digits-${reading.by}${reading.isShuffled ? '-shuffled' : ''}`,
    asks: 'Which digit is it?',
    X: reading.by === 'rows' ? side : pixelsEach,
    Y: digitClasses,
    loss: 'crossEntropy',
    files: ['t10k-images-idx3-ubyte.gz', 't10k-labels-idx1-ubyte.gz'],
    reading,
  };
}
