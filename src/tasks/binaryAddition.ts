import { addBits } from './addBits';
import { entropy } from './entropy';
import type { Task } from './Task';

/**
 * Binary addition: two numbers of T bits, the lowest first, a bit of each at a step; the bit of their sum is asked at once. What is
 * carried out of the last step is dropped.
 * @param T bits, 1 or more
 */
export function binaryAddition(T = 8): Task {
  if (!(T >= 1)) throw new RangeError(`binary addition takes 1 bit or more, got ${T}`);
  const value = shareWithoutCarry(T);
  const knowing = 'the two bits of the step, not the carry';
  return {
    id: `binary-addition-${T}`,
    asks: 'Which is the next bit of the sum?',
    X: 2,
    Y: 1,
    loss: 'bernoulli',
    levels: [
      { knowing, measure: 'accuracy', value },
      { knowing, measure: 'loss', value: entropy(value) },
    ],
    draw(random) {
      const inputs = Float32Array.from({ length: 2 * T }, () => random.integer(2));
      const bitsAt = (place: number): number[] => Array.from({ length: T }, (_, t) => inputs[2 * t + place] ?? 0);
      const targets = Float32Array.from(addBits(bitsAt(0), bitsAt(1)).sum);
      const every = new Uint8Array(T).fill(1);
      return { steps: T, inputs, targets, counted: every, scored: every };
    },
  };
}

/**
 * The mean chance over T steps that nothing is carried in, which is what answering a ⊕ b gets right. A carry goes on when both bits are 1,
 * or when one is and there was a carry: p′ = ¼ + ½p from p = 0. It never depends on the step's own bits, and never passes ½, so no
 * answer from those bits alone does better.
 */
function shareWithoutCarry(T: number): number {
  let [carry, sum] = [0, 0];
  for (let t = 0; t < T; t++) {
    sum += 1 - carry;
    carry = 1 / 4 + carry / 2;
  }
  return sum / T;
}
