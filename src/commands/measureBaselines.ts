import type { SplitText } from '../tasks/characters';
import { bitsPerCharacter, kneserNey } from '../tasks/kneserNey';

/** Bits per character of the held-out tenth for models that only count, from none to six letters at once. */
export type Baselines = Readonly<Record<'uniform' | 'unigram' | 'bigram' | 'trigram' | 'kneserNey6', number>>;

/** Counts the first nine tenths of a text, and measures the last: a Kneser–Ney model at each order, and even odds. */
export function measureBaselines({ vocabulary, training, heldOut }: SplitText): Baselines {
  const size = [...vocabulary].length;
  const ofOrder = (order: number): number => bitsPerCharacter(kneserNey(training, size, order), heldOut);
  return {
    uniform: Math.log2(size),
    unigram: ofOrder(1),
    bigram: ofOrder(2),
    trigram: ofOrder(3),
    kneserNey6: ofOrder(6),
  };
}
