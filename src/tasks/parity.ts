import { entropy } from './entropy';
import type { Task } from './Task';

/**
 * Running parity: whether the ones so far are odd in number. An answer from the step's bit alone is right at the first step, and a coin
 * afterwards.
 * @param T length, 1 or more
 */
export function parity(T = 20): Task {
  if (!(T >= 1)) throw new RangeError(`parity takes 1 bit or more, got ${T}`);
  const knowing = 'the bit of the step';
  const value = (1 + (T - 1) / 2) / T;
  return {
    id: `parity-${T}`,
    asks: 'Is the number of ones so far odd?',
    X: 1,
    Y: 1,
    loss: 'bernoulli',
    levels: [
      { knowing, measure: 'accuracy', value },
      { knowing, measure: 'loss', value: entropy(value) },
    ],
    draw(random) {
      const inputs = Float32Array.from({ length: T }, () => random.integer(2));
      let ones = 0;
      const targets = inputs.map((bit) => (ones += bit) % 2);
      const every = new Uint8Array(T).fill(1);
      return { steps: T, inputs, targets, counted: every, scored: every };
    },
  };
}
