import type { Rows } from '../kernels/fused/FusedProgram';
import type { SequenceBatch } from '../tasks/SequenceBatch';
import type { LossKind } from '../tasks/Task';

/**
 * The mean loss of a batch's counted steps from rows of scores, in double precision, with its gradient put into other rows of the same
 * layout. For the answers of tasks, which are few.
 * @param size Y, scores in a row
 */
export function lossOfRows(
  kind: LossKind,
  scores: Rows,
  upstream: Rows,
  size: number,
  { targets, counted }: Pick<SequenceBatch, 'targets' | 'counted'>,
): number {
  const many = counted.reduce((sum, is) => sum + is, 0) * (kind === 'crossEntropy' ? 1 : size);
  let loss = 0;
  for (let row = 0; row < counted.length; row++) {
    const from = row * scores.stride + scores.column;
    const to = row * upstream.stride + upstream.column;
    const share = (counted[row] ?? 0) / many;
    const s = scores.values.subarray(from, from + size);
    const t = targets.subarray(row * size, (row + 1) * size);
    const toScores = upstream.values.subarray(to, to + size);
    if (share === 0) toScores.fill(0);
    else loss += share * rowLosses[kind](s, t, toScores, share);
  }
  return loss;
}

type RowLoss = (scores: Float32Array, targets: Float32Array, gradient: Float32Array, share: number) => number;

const rowLosses: Record<LossKind, RowLoss> = {
  crossEntropy(scores, targets, gradient, share) {
    const largest = scores.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY);
    const total = scores.reduce((sum, score) => sum + Math.exp(score - largest), 0);
    const mass = targets.reduce((sum, target) => sum + target, 0);
    let loss = 0;
    scores.forEach((score, k) => {
      const target = targets[k] ?? 0;
      loss += target * (Math.log(total) + largest - score);
      gradient[k] = share * ((mass * Math.exp(score - largest)) / total - target);
    });
    return loss;
  },
  // −t ln σ(s) − (1 − t) ln(1 − σ(s)) = ln(1 + eˢ) − t s
  bernoulli(scores, targets, gradient, share) {
    let loss = 0;
    scores.forEach((score, k) => {
      const target = targets[k] ?? 0;
      loss += Math.max(score, 0) + Math.log1p(Math.exp(-Math.abs(score))) - target * score;
      gradient[k] = share * (1 / (1 + Math.exp(-score)) - target);
    });
    return loss;
  },
  squaredError(scores, targets, gradient, share) {
    let loss = 0;
    scores.forEach((score, k) => {
      const error = score - (targets[k] ?? 0);
      loss += error * error;
      gradient[k] = 2 * share * error;
    });
    return loss;
  },
};
