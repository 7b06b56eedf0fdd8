import { packBatch } from '../tasks/drawBatch';
import type { Sequence, Task } from '../tasks/Task';
import type { Stream } from './Stream';

/** One long sequence of a task as a stream. */
export function sequenceStream({ X, Y, loss }: Task, { steps, inputs, targets, counted, scored }: Sequence): Stream {
  return {
    loss,
    steps,
    cut: (starts, T) =>
      packBatch(
        { X, Y },
        starts.map((start) => ({
          steps: T,
          inputs: inputs.subarray(start * X, (start + T) * X),
          targets: targets.subarray(start * Y, (start + T) * Y),
          counted: counted.subarray(start, start + T),
          scored: scored.subarray(start, start + T),
        })),
      ),
  };
}
