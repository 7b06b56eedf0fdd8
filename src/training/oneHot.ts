import * as tf from '@tensorflow/tfjs';
import { oneHotRows } from '../tasks/oneHotRows';

/** One-hot rows [N, size] of token ids, as a tensor. Made here: tfjs's WASM backend cannot train through an embedding look-up. */
export function oneHot(tokens: ArrayLike<number>, size: number): tf.Tensor2D {
  return tf.tensor2d(oneHotRows(tokens, size), [tokens.length, size]);
}
