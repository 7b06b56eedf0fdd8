import { isRight } from '../tasks/isRight';
import type { SequenceBatch } from '../tasks/SequenceBatch';
import type { LossKind } from '../tasks/Task';

/** The share, 0–1, of a batch's scored steps that were answered right. @param scores as `isRight` takes them, [T·B, Y] */
export function shareRight(kind: LossKind, { targets, scored }: SequenceBatch, scores: Float32Array): number {
  const Y = targets.length / scored.length;
  let [right, asked] = [0, 0];
  scored.forEach((is, row) => {
    if (is !== 1) return;
    asked += 1;
    const [from, until] = [row * Y, (row + 1) * Y];
    if (isRight[kind](scores.subarray(from, until), targets.subarray(from, until))) right += 1;
  });
  return right / asked;
}
