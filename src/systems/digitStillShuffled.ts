import { digits } from '../tasks/digits';
import { digitStill } from './digitStill';
import type { DataSystem } from './System';

/** The network without time again, trained by the same recipe on digits whose pixels have changed places, always in the same way. */
export const digitStillShuffled: DataSystem = {
  ...digitStill,
  id: 'digit-still-shuffled',
  title: 'A shuffled digit at one glance, 32 tanh units without time',
  data: digits({ by: 'whole', isShuffled: true }),
  checkpoint: 'checkpoints/digit-still-shuffled.safetensors',
  everySeed: 'checkpoints/digit-still-shuffled.seeds.safetensors',
};
