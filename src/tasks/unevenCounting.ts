import { symbolSequence } from './symbolSequence';
import type { Task } from './Task';

/**
 * Counting where the lengths differ: aⁿb²ⁿ, or aⁿbᵐcⁿ⁺ᵐ, n and m each evenly drawn from 1 to `most`, a mark before and after. The next
 * symbol is asked; from the first letter of the last kind on it is certain, and that part is scored.
 * @param language `anb2n`, one count doubled, or `anbmcnm`, the sum of two
 */
export function unevenCounting(language: 'anb2n' | 'anbmcnm' = 'anbmcnm', most = 5): Task {
  if (!(most >= 1)) throw new RangeError(`counting takes a largest n of 1 or more, got ${most}`);
  const isSum = language === 'anbmcnm';
  const size = isSum ? 4 : 3;
  return {
    id: `${language}-${most}`,
    asks: 'Which letter comes next?',
    X: size,
    Y: size,
    loss: 'crossEntropy',
    // Nobody is right to the end who does not count: the last kind of letter comes at least twice. It comes most + 1 times on average in
    // either language, and "the same again" is wrong once.
    levels: [{ knowing: 'the present letter, not the count', measure: 'accuracy', value: 1 - 1 / (most + 1) }],
    draw(random) {
      const n = 1 + random.integer(most);
      const counts = isSum ? [n, 1 + random.integer(most)] : [n];
      const last = isSum ? counts.reduce((sum, count) => sum + count, 0) : 2 * n;
      // The mark is 0, a is 1, b is 2, c is 3.
      const letters = [...counts, last].flatMap((count, kind) => new Array<number>(count).fill(kind + 1));
      return symbolSequence(size, size, {
        inputs: [0, ...letters],
        targets: [...letters, 0],
        isScored: (t) => t > letters.length - last,
      });
    },
  };
}
