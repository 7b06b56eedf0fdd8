import { symbolSequence } from './symbolSequence';
import type { Task } from './Task';

/**
 * Counting (Gers & Schmidhuber 2001): aⁿbⁿ, or aⁿbⁿcⁿ with three letters, n evenly drawn from 1 to `most`, a mark before and after. The
 * next symbol is asked; from the first b on it is certain, and that part is scored.
 * @param kinds letters, 2 or 3
 */
export function counting(kinds: 2 | 3 = 2, most = 10): Task {
  if (!(most >= 1)) throw new RangeError(`counting takes a largest n of 1 or more, got ${most}`);
  const size = kinds + 1;
  const knowing = 'the present letter, not the count';
  // "The same again" is wrong once a letter, at its last; "the next" is right once a letter.
  const mean = (most + 1) / 2;
  return {
    id: `${kinds === 2 ? 'anbn' : 'anbncn'}-${most}`,
    asks: 'Which letter comes next?',
    X: size,
    Y: size,
    loss: 'crossEntropy',
    levels: [
      // Every string breaks some rule of "the same again", and only n = 1 keeps "the next".
      { knowing, measure: 'wholeSequences', value: 1 / most },
      { knowing, measure: 'accuracy', value: Math.max(1 - 1 / mean, 1 / mean) },
    ],
    draw(random) {
      const n = 1 + random.integer(most);
      // The mark is 0, a is 1, b is 2.
      const letters = Array.from({ length: kinds * n }, (_, at) => 1 + Math.floor(at / n));
      return symbolSequence(size, size, {
        inputs: [0, ...letters],
        targets: [...letters, 0],
        isScored: (t) => t > n,
      });
    },
  };
}
