import { side } from './digitImages';

/** A pair of IDX files, as MNIST's are: what tests read in place of data that the project does not hold. @param inkOf 0–255 */
export function idxFiles(
  labels: readonly number[],
  inkOf: (which: number, row: number, column: number) => number,
): Record<'images' | 'labels', Uint8Array> {
  const many = labels.length;
  const words = (...numbers: number[]): number[] =>
    numbers.flatMap((number) => [number >>> 24, (number >>> 16) & 255, (number >>> 8) & 255, number & 255]);
  const pixels = labels.flatMap((_, which) =>
    Array.from({ length: side * side }, (_pixel, place) => inkOf(which, Math.floor(place / side), place % side)),
  );
  return {
    images: Uint8Array.from([...words(0x0803, many, side, side), ...pixels]),
    labels: Uint8Array.from([...words(0x0801, many), ...labels]),
  };
}
