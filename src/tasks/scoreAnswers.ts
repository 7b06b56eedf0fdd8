import { isRight } from './isRight';
import type { SequenceBatch } from './SequenceBatch';
import type { LossKind, Measure } from './Task';

/**
 * Measures answers, in double precision: the mean loss of the counted steps, the share of scored steps answered right, and the share of
 * sequences of whose scored steps none is wrong. A step of several bits or numbers is right when all are; its loss is their mean.
 * @param scores what goes into the softmax or σ that makes the answer, or the answer itself where it is a number, [T·B, Y]
 */
export function scoreAnswers(
  loss: LossKind,
  { steps, batch, targets, counted, scored }: SequenceBatch,
  scores: ArrayLike<number>,
): Record<Measure, number> {
  const Y = targets.length / (steps * batch);
  const isWhole = new Array<boolean>(batch).fill(true);
  let [sum, many, right, asked] = [0, 0, 0, 0];
  for (let row = 0; row < steps * batch; row++) {
    const given = Array.from({ length: Y }, (_, k) => scores[row * Y + k] ?? Number.NaN);
    const target = targets.subarray(row * Y, (row + 1) * Y);
    if (counted[row] === 1) {
      sum += lossOf[loss](given, target);
      many += 1;
    }
    if (scored[row] !== 1) continue;
    asked += 1;
    if (isRight[loss](given, target)) right += 1;
    else isWhole[row % batch] = false;
  }
  return { loss: sum / many, accuracy: right / asked, wholeSequences: isWhole.filter(Boolean).length / batch };
}

const lossOf: Record<LossKind, (scores: readonly number[], target: Float32Array) => number> = {
  crossEntropy(scores, target) {
    const top = Math.max(...scores);
    const log = top + Math.log(scores.reduce((sum, score) => sum + Math.exp(score - top), 0));
    return scores.reduce((sum, score, k) => sum + (target[k] === 0 ? 0 : (target[k] ?? 0) * (log - score)), 0);
  },
  // −t ln σ(s) − (1 − t) ln σ(−s), without the infinities between.
  bernoulli: (scores, target) =>
    mean(scores.map((s, k) => Math.max(s, 0) - s * (target[k] ?? 0) + Math.log1p(Math.exp(-Math.abs(s))))),
  squaredError: (scores, target) => mean(scores.map((s, k) => (s - (target[k] ?? 0)) ** 2)),
};

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
