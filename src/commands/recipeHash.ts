import { createHash } from 'node:crypto';
import type { TrainableSystem } from '../systems/System';

/** Names a training run by its recipe and its text: a stored run or checkpoint of another hash came from another recipe or text. */
export function recipeHash({ training, sizes }: TrainableSystem, text: string): string {
  return createHash('sha256')
    .update(JSON.stringify([training, sizes]))
    .update(text)
    .digest('hex')
    .slice(0, 16);
}
