import * as tf from '@tensorflow/tfjs';
import type { Cell } from '../equations/defineCell';
import type { Sizes } from '../equations/Shape';
import type { Weights } from '../traces/Weights';
import { sequenceLoss } from './sequenceLoss';
import { windowOf, windowsPerPass } from './streamData';
import { toTensors, zeroState } from './tensors';
import { textStream } from './textStream';

/** A text is read in this many streams at once when it is measured; each starts from the zero state, which costs the figure next to nothing. */
const streams = 16;
const window = 64;

/** The shortest text that can be measured, in letters. */
export const fewestLetters = streams * window + 1;

/**
 * Measures a next-symbol network on a text, in bits per character. The last few letters that do not fill a window are left out.
 * @param onProgress called with the share that is done, 0–1
 */
export async function measureLoss(
  network: Cell,
  sizes: Sizes,
  weights: Weights,
  tokens: Uint8Array,
  onProgress: (share: number) => void = () => {},
): Promise<number> {
  const text = textStream(tokens, sizes.Y ?? 0);
  const windows = windowsPerPass(text.steps, streams, window);
  if (windows < 1)
    throw new Error(`a text of ${tokens.length} letters is too short to measure; it takes ${fewestLetters}`);
  const parameters = toTensors(weights);
  let state = zeroState(network, sizes, streams);
  let nats = 0;
  for (let w = 0; w < windows; w++) {
    const before = state;
    const { losses, last } = tf.tidy(() => {
      const { ofSteps, run } = sequenceLoss(network, parameters, windowOf(text, streams, window, w), before, text.loss);
      return { losses: ofSteps(), last: run.last };
    });
    for (const loss of await losses.data()) nats += loss;
    tf.dispose([losses, before]);
    state = last;
    onProgress((w + 1) / windows);
  }
  tf.dispose([state, parameters]);
  return nats / (windows * window * streams) / Math.LN2;
}
