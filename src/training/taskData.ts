import { drawBatch } from '../tasks/drawBatch';
import type { Task } from '../tasks/Task';
import type { TaskTraining } from '../systems/System';
import type { TrainingData } from './TrainingData';
import { updateRandom } from './updateRandom';

/** Fresh sequences of a task for every update, each from the zero state. */
export function taskData(
  task: Task,
  { seed, batch, updates, part }: Pick<TaskTraining, 'seed' | 'batch' | 'updates' | 'part'>,
): TrainingData {
  const always = new Array<boolean>(batch).fill(true);
  return {
    loss: task.loss,
    batch,
    updates,
    batchOf: (update) => drawBatch(task, updateRandom(seed, update), batch, part),
    startsAnew: () => always,
  };
}
