import { feedforward } from '../networks/feedforward';
import { digits } from '../tasks/digits';
import { digitTraining, handwrittenDigits } from './handwrittenDigits';
import type { DataSystem } from './System';

/** A handwritten digit told by a network without time, y = softmax(W₂ tanh(W₁x + b₁) + b₂), all its pixels at once; here W₁ is W_xh, and W₂ is W_hy. */
export const digitStill: DataSystem = {
  id: 'digit-still',
  title: 'A digit at one glance, 32 tanh units without time',
  network: feedforward,
  sizes: { X: 784, H: 32, Y: 10 },
  ...handwrittenDigits,
  data: digits({ by: 'whole', isShuffled: false }),
  training: digitTraining,
  checkpoint: 'checkpoints/digit-still.safetensors',
  everySeed: 'checkpoints/digit-still.seeds.safetensors',
};
