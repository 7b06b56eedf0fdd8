import type { Random } from '../base/random';
import { isHeldOut } from './isHeldOut';
import type { SequenceBatch } from './SequenceBatch';
import type { Sequence, Task } from './Task';

/** Which sequences may be drawn: any, or only those on one side of the border between what is trained on and what is held out. */
export type Part = 'any' | 'training' | 'heldOut';

/** Sequences that may be turned away in a row before the task is said to have none of that part. */
const patience = 10_000;

/** Draws B sequences. The same random numbers give the same batch. @throws RangeError when a task seems to have no sequence of that part */
export function drawBatch(task: Task, random: Random, B: number, part: Part = 'any'): SequenceBatch {
  return packBatch(
    task,
    Array.from({ length: B }, () => drawSequence(task, random, part)),
  );
}

function drawSequence(task: Task, random: Random, part: Part): Sequence {
  for (let drawn = 0; drawn < patience; drawn++) {
    const sequence = task.draw(random);
    if (part === 'any' || isHeldOut(sequence) === (part === 'heldOut')) return sequence;
  }
  throw new RangeError(`${task.id}: among ${patience} sequences none was of the part "${part}"`);
}

/** Lays sequences side by side, the shorter ones filled up with zeros that do not count. */
export function packBatch({ X, Y }: Pick<Task, 'X' | 'Y'>, sequences: readonly Sequence[]): SequenceBatch {
  const [batch, steps] = [sequences.length, Math.max(...sequences.map((sequence) => sequence.steps))];
  const packed = {
    steps,
    batch,
    inputs: new Float32Array(steps * batch * X),
    targets: new Float32Array(steps * batch * Y),
    counted: new Uint8Array(steps * batch),
    scored: new Uint8Array(steps * batch),
  };
  sequences.forEach(({ steps: length, inputs, targets, counted, scored }, b) => {
    for (let t = 0; t < length; t++) {
      const row = t * batch + b;
      packed.inputs.set(inputs.subarray(t * X, (t + 1) * X), row * X);
      packed.targets.set(targets.subarray(t * Y, (t + 1) * Y), row * Y);
      packed.counted[row] = counted[t] ?? 0;
      packed.scored[row] = scored[t] ?? 0;
    }
  });
  return packed;
}
