import type { DataSystem, TaskTraining } from './System';

/** What the book's readers of digits share: whose digits they are, how they are learnt, and what is claimed. */
export const handwrittenDigits = {
  papers: ['karpathy-effectiveness'],
  vocabulary: '',
  credit: 'MNIST test set, 10,000 handwritten digits (Y. LeCun, C. Cortes, C. Burges), CC BY-SA 3.0; 1,500 held out',
  claim: {
    seeds: 5,
    of: [{ measure: 'digits told right, of 1,500 that were held out', unit: 'accuracy' }],
  },
} as const satisfies Partial<DataSystem>;

/** How each of them is trained, the same for all four: Adam along half a cosine, on digits that are distorted a little each time they are drawn. */
export const digitTraining = {
  seed: 1,
  batch: 64,
  updates: 3000,
  part: 'any',
  learningRate: 0.002,
  schedule: { kind: 'cosine' },
  optimiser: { kind: 'adam', meanDecay: 0.9, squareDecay: 0.999, epsilon: 1e-8, weightDecay: 0 },
  clip: { kind: 'norm', bound: 1 },
} as const satisfies TaskTraining;
