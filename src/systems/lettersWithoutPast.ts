import { feedforward } from '../networks/feedforward';
import { shakespeare } from './shakespeare';
import type { TrainableCharacterSystem } from './System';
import { tanhRnnLetters } from './tanhRnnLetters';

/** Twenty tanh units that never had a wire to the past, trained without one: the fair rival of a network whose wire was cut. */
export const lettersWithoutPast: TrainableCharacterSystem = {
  id: 'letters-without-past',
  title: 'Letters, twenty tanh units without a past',
  papers: ['karpathy-effectiveness'],
  network: feedforward,
  sizes: tanhRnnLetters.sizes,
  ...shakespeare,
  training: { ...tanhRnnLetters.training, passes: 10, weightDecay: 0 },
  checkpoint: 'checkpoints/letters-without-past.safetensors',
  // The best that any forecast from one letter did on this text, a table of pairs, is 3.583.
  claim: {
    measure: 'bits per character on the held-out tenth of Shakespeare',
    unit: 'bits per character',
    bound: 3.59,
  },
};
