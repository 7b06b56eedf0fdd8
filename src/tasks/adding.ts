import type { Task } from './Task';

/**
 * The adding problem (Hochreiter & Schmidhuber 1997, experiment 4, as Le, Jaitly & Hinton 2015 set it): each step brings a number of
 * [0, 1) and a marker; at the end, the sum of the two marked numbers is asked. One mark falls in each half.
 * @param T length, 2 or more
 */
export function adding(T = 100): Task {
  if (!(T >= 2)) throw new RangeError(`adding takes 2 steps or more, got ${T}`);
  return {
    id: `adding-${T}`,
    asks: 'Which is the sum of the two marked numbers?',
    X: 2,
    Y: 1,
    loss: 'squaredError',
    // Twice the variance of a number evenly drawn from [0, 1).
    levels: [{ knowing: 'nothing, so the mean, 1, is answered', measure: 'loss', value: 2 * (1 / 12) }],
    draw(random) {
      const half = Math.floor(T / 2);
      const marked = [random.integer(half), half + random.integer(T - half)];
      const inputs = new Float32Array(2 * T);
      for (let t = 0; t < T; t++) inputs.set([random.uniform(), marked.includes(t) ? 1 : 0], 2 * t);
      const targets = new Float32Array(T);
      targets[T - 1] = marked.reduce((sum, t) => sum + (inputs[2 * t] ?? 0), 0);
      const counted = new Uint8Array(T);
      counted[T - 1] = 1;
      return { steps: T, inputs, targets, counted, scored: counted };
    },
  };
}
