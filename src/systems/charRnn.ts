import { lstm } from '../cells/lstm';
import { nextSymbol } from '../networks/nextSymbol';
import { shakespeare } from './shakespeare';
import type { TrainableCharacterSystem } from './System';

/** The character model (Karpathy 2015; Graves 2013) in small: one LSTM of 128 units on Shakespeare. */
export const charRnn: TrainableCharacterSystem = {
  id: 'char-rnn',
  title: 'char-rnn, an LSTM of 128 units',
  papers: ['karpathy-effectiveness', 'char-rnn', 'torch-rnn'],
  network: nextSymbol(lstm),
  sizes: { X: 65, H: 128, Y: 65 },
  ...shakespeare,
  // A gated cell has two ways from step to step: its memory c, through the forget gate, and its state, through the weights of the others.
  withoutPast: [
    ...['W_hi', 'W_ho', 'W_hg'].map((weight) => ({ kind: 'cut', weight }) as const),
    { kind: 'clamp', quantity: 'f', value: 0 },
  ],
  training: {
    seed: 1,
    batch: 32,
    window: 64,
    passes: 14,
    learningRate: 0.005,
    epsilon: 1e-8,
    clipNorm: 1,
    freshStart: 0.1,
  },
  checkpoint: 'checkpoints/char-rnn.safetensors',
  claim: {
    measure: 'bits per character on the held-out tenth of Shakespeare',
    unit: 'bits per character',
    bound: 2.38,
  },
};
