import * as tf from '@tensorflow/tfjs';
import type { Cell } from '../equations/defineCell';
import type { Sizes } from '../equations/Shape';
import type { Weights } from '../traces/Weights';
import { nextSymbolLoss } from './nextSymbolLoss';
import { streamBatch } from './streamBatch';
import { toTensors, zeroState } from './tensors';

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
  const parameters = toTensors(weights);
  const windows = Math.floor((tokens.length - 1) / (streams * window));
  if (windows < 1)
    throw new Error(`a text of ${tokens.length} letters is too short to measure; it takes ${fewestLetters}`);
  let state = zeroState(network, sizes, streams);
  let nats = 0;
  for (let w = 0; w < windows; w++) {
    const before = state;
    const { losses, last } = tf.tidy(() => {
      const { ofLetters, run } = nextSymbolLoss(
        network,
        parameters,
        streamBatch(tokens, streams, window, w),
        before,
        sizes.Y ?? 0,
      );
      return {
        losses: ofLetters(),
        last: Object.fromEntries(network.state.map((name) => [name, run.last[name] ?? tf.zeros([1, 1])])),
      };
    });
    for (const loss of await losses.data()) nats += loss;
    tf.dispose([losses, before]);
    state = last as Record<string, tf.Tensor2D>;
    onProgress((w + 1) / windows);
  }
  tf.dispose([state, parameters]);
  return nats / (windows * window * streams) / Math.LN2;
}
