import type { SequenceBatch } from '../tasks/SequenceBatch';
import type { LossKind } from '../tasks/Task';

/** A loss so many times that of even odds will not come back: tanh and softmax saturate long before anything is infinite. */
const hopelessOdds = 10;
/** Numbers may be far off at first, but not by so much. */
const hopelessSquare = 1000;

/** Whether a run with such a loss has diverged: it is no number, or past all hope. @param Y how many classes or numbers an answer has */
export function isHopeless(loss: number, kind: LossKind, Y: number, batch: SequenceBatch): boolean {
  if (kind === 'crossEntropy') return !(loss < hopelessOdds * Math.log(Y));
  if (kind === 'bernoulli') return !(loss < hopelessOdds * Math.LN2);
  const { targets, counted } = batch;
  const [sum, many] = targets.reduce(
    ([squares, seen], target, at) =>
      counted[Math.floor(at / Y)] === 1 ? [squares + target ** 2, seen + 1] : [squares, seen],
    [0, 0],
  );
  return !(loss < hopelessSquare * Math.max(1, sum / many));
}
