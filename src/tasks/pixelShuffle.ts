import { pixelsEach } from './digitImages';
import { shuffled } from './shuffled';

/** The one permutation by which the book shuffles a digit's pixels: place k of the shuffled picture shows pixel `pixelShuffle[k]`, [784]. */
export const pixelShuffle: Uint32Array = shuffled(pixelsEach, 28);
