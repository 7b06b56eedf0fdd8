import { symbolSequence } from './symbolSequence';
import type { Task } from './Task';

const symbols = 8;
const blank = symbols;
const delimiter = symbols + 1;

/**
 * The copy problem (Hochreiter & Schmidhuber 1997; Arjovsky, Shah & Bengio 2016): S symbols of eight, then T steps of which the last
 * is the delimiter, then S blanks in which the symbols are to be said again. Everywhere else the answer is the blank.
 */
export function copy(S = 10, T = 20): Task {
  if (!(S >= 1 && T >= 1)) throw new RangeError(`copy takes a symbol and a step or more, got ${S} and ${T}`);
  const steps = T + 2 * S;
  return {
    id: `copy-${S}-${T}`,
    asks: 'Which symbols came before the blanks?',
    X: symbols + 2,
    Y: symbols + 1,
    loss: 'crossEntropy',
    levels: [
      { knowing: 'when to answer, not what', measure: 'loss', value: (S * Math.log(symbols)) / steps },
      { knowing: 'when to answer, not what', measure: 'accuracy', value: 1 / symbols },
    ],
    draw(random) {
      const told = Array.from({ length: S }, () => random.integer(symbols));
      const blanks = (many: number): number[] => new Array<number>(many).fill(blank);
      return symbolSequence(symbols + 2, symbols + 1, {
        inputs: [...told, ...blanks(T - 1), delimiter, ...blanks(S)],
        targets: [...blanks(S + T), ...told],
        isScored: (t) => t >= S + T,
      });
    },
  };
}
