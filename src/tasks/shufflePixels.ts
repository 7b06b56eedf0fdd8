import { pixelShuffle } from './pixelShuffle';

/** The pixels of a picture in the order of the book's one permutation, [784]. */
export function shufflePixels(ink: Float32Array): Float32Array {
  return Float32Array.from(pixelShuffle, (pixel) => ink[pixel] ?? 0);
}
