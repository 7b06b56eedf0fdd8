import type { LossKind } from './Task';

/** How near a number has to come to count as right (Hochreiter & Schmidhuber 1997, experiment 4). */
const nearEnough = 0.04;

/**
 * Whether the answer of one step counts as right, by the kind of its loss: the class of the largest score; every bit on its side of a half;
 * every number near enough.
 * @param scores what goes into the softmax or σ that makes the answer, or the answer itself where it is a number, [Y]
 */
export const isRight: Record<LossKind, (scores: ArrayLike<number>, target: Float32Array) => boolean> = {
  crossEntropy(scores, target) {
    let best = 0;
    for (let k = 1; k < scores.length; k++) if ((scores[k] ?? 0) > (scores[best] ?? 0)) best = k;
    return target[best] === 1;
  },
  bernoulli: (scores, target) => target.every((wanted, k) => (scores[k] ?? 0) > 0 === wanted > 0.5),
  squaredError: (scores, target) =>
    target.every((wanted, k) => Math.abs((scores[k] ?? Number.NaN) - wanted) < nearEnough),
};
