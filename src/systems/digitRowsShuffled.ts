import { digits } from '../tasks/digits';
import { digitRows } from './digitRows';
import type { DataSystem } from './System';

/** The recurrent reader of rows again, trained by the same recipe on digits whose pixels have changed places: a row is no longer a row. */
export const digitRowsShuffled: DataSystem = {
  ...digitRows,
  id: 'digit-rows-shuffled',
  title: 'A shuffled digit row by row, 141 tanh units',
  data: digits({ by: 'rows', isShuffled: true }),
  checkpoint: 'checkpoints/digit-rows-shuffled.safetensors',
  everySeed: 'checkpoints/digit-rows-shuffled.seeds.safetensors',
};
