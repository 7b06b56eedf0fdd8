import { misprintedRnn } from '../networks/misprintedRnn';
import type { CharacterSystem } from './System';
import { tanhRnnLetters } from './tanhRnnLetters';

/** The twenty-unit network with its tanh moved to the output, as a lecture note misprints it, on the same weights. */
export const misprintedLetters: CharacterSystem = {
  id: 'misprinted-letters',
  title: 'Letters, with the tanh misplaced',
  papers: ['dl-book-rnn'],
  network: misprintedRnn,
  sizes: tanhRnnLetters.sizes,
  vocabulary: tanhRnnLetters.vocabulary,
  credit: tanhRnnLetters.credit,
  checkpoint: tanhRnnLetters.checkpoint,
};
