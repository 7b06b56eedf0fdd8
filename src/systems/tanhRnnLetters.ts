import { tanh } from '../cells/tanh';
import { nextSymbol } from '../networks/nextSymbol';
import { shakespeare } from './shakespeare';
import type { TrainableCharacterSystem } from './System';

/** A tanh network of twenty units that predicts the next letter: small enough to see whole. */
export const tanhRnnLetters: TrainableCharacterSystem = {
  id: 'tanh-rnn-letters',
  title: 'Letters, twenty tanh units',
  papers: ['karpathy-effectiveness', 'dl-book-rnn'],
  network: nextSymbol(tanh),
  sizes: { X: 65, H: 20, Y: 65 },
  ...shakespeare,
  withoutPast: [{ kind: 'cut', weight: 'W_hh' }],
  training: {
    seed: 1,
    batch: 32,
    window: 50,
    passes: 30,
    learningRate: 0.005,
    weightDecay: 0.02,
    epsilon: 1e-8,
    clipNorm: 1,
    freshStart: 0.1,
  },
  checkpoint: 'checkpoints/tanh-rnn-letters.safetensors',
  claim: { measure: 'bits per character on the held-out tenth of Shakespeare', unit: 'bits per character' },
};
