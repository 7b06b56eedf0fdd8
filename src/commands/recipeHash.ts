import { createHash } from 'node:crypto';
import type { TrainableSystem } from '../systems/System';

/** Names a training run by its recipe and what it learns from: a stored run or checkpoint of another hash came from another recipe or text. */
export function recipeHash(system: TrainableSystem, text = ''): string {
  return createHash('sha256')
    .update(JSON.stringify([system.training, system.sizes]))
    .update('task' in system ? system.task.id : text)
    .digest('hex')
    .slice(0, 16);
}
