import { symbolSequence } from './symbolSequence';
import type { Task } from './Task';

/** X and Y, then four letters that mean nothing. */
const letters = 6;

/**
 * Temporal order (Hochreiter & Schmidhuber 1997, experiment 6a): two letters of {X, Y} stand somewhere in noise, one in each half; at the
 * end, which of XX, XY, YX, YY it was is asked. The last letter is always noise.
 * @param T length, 3 or more
 */
export function temporalOrder(T = 30): Task {
  if (!(T >= 3)) throw new RangeError(`temporal order takes 3 steps or more, got ${T}`);
  const knowing = 'nothing but the last letter';
  return {
    id: `temporal-order-${T}`,
    asks: 'Which two of X and Y came, and in which order?',
    X: letters,
    Y: 4,
    loss: 'crossEntropy',
    levels: [
      { knowing, measure: 'accuracy', value: 1 / 4 },
      { knowing, measure: 'loss', value: Math.log(4) },
    ],
    draw(random) {
      const half = Math.floor((T - 1) / 2);
      const [first, second] = [random.integer(2), random.integer(2)];
      const [before, after] = [random.integer(half), half + random.integer(T - 1 - half)];
      const noise = (): number => 2 + random.integer(letters - 2);
      return symbolSequence(letters, 4, {
        inputs: Array.from({ length: T }, (_, t) => (t === before ? first : t === after ? second : noise())),
        targets: new Array<number>(T).fill(2 * first + second),
        isCounted: (t) => t === T - 1,
      });
    },
  };
}
