import type { TrainableSystem } from '../systems/System';
import { streamData } from './streamData';
import { taskData } from './taskData';
import { textStream } from './textStream';
import type { TrainingData } from './TrainingData';

/**
 * What a system's recipe learns from.
 * @param tokens the text to train on, for a system that reads text
 * @throws Error when a text is needed and none is given, or files that have not been opened; RangeError when a text is too short
 */
export function dataOf(system: TrainableSystem, tokens?: Uint8Array): TrainingData {
  if ('task' in system) return taskData(system.task, system.training);
  if ('data' in system)
    throw new Error(`${system.id} learns from files that are not in the book: ${system.data.files.join(', ')}`);
  if (tokens === undefined) throw new Error(`${system.id} learns from a text`);
  return streamData(textStream(tokens, system.sizes.Y ?? 0), system.training);
}
