import { join } from 'node:path';
import type { TrainableCharacterSystem } from '../systems/System';
import { readSafetensors, writeSafetensors } from '../traces/safetensors';
import type { Weights } from '../traces/Weights';
import { dataOf } from '../training/dataOf';
import { measureLoss } from '../training/measureLoss';
import { CommandError } from './CommandError';
import { ProgressBar } from './ProgressBar';
import { type ReadText, readText } from './readText';
import { recipeHash } from './recipeHash';
import { startBackend } from './startBackend';
import { trainToEnd } from './trainToEnd';
import { writeWhole } from './writeWhole';

/** Trains a character system on a text, and ships it. @throws CommandError when the text is too short */
export async function trainText(system: TrainableCharacterSystem, path: string, isRestarted: boolean): Promise<void> {
  const text = readText(path, system);
  const { batch, window } = system.training;
  if (text.training.length <= batch * window)
    throw new CommandError(`${path} is too short: nine tenths of it are less than one window for each stream`);
  const run = recipeHash(system, text.text);
  await startBackend();
  const file = join('.cache', 'train', `${system.id}.safetensors`);
  const state = await trainToEnd(system, dataOf(system, text.training), { file, run, isRestarted });
  if (state !== undefined) await ship(system, text, state.weights, run);
}

/** Rounds the weights to float16, writes them under `public/`, and measures what is shipped on the held-out tenth. */
async function ship(
  { id, network, sizes, training, checkpoint, credit }: TrainableCharacterSystem,
  { heldOut }: ReadText,
  weights: Weights,
  run: string,
): Promise<void> {
  const bar = new ProgressBar(`${id} held-out loss`, 2);
  const trained = await measureLoss(network, sizes, weights, heldOut, (share) => bar.show(share));
  // What was measured before rounding goes into the file, so that `check` can say what rounding cost.
  const notes = { system: id, data: credit, seed: String(training.seed), run, float32: String(trained) };
  const bytes = writeSafetensors({ weights, notes }, 'F16');
  writeWhole(join('public', checkpoint), bytes);
  const rounded = readSafetensors(bytes).weights;
  const shipped = await measureLoss(network, sizes, rounded, heldOut, (share) => bar.show(1 + share));
  console.log(
    `${id}: ${shipped.toFixed(4)} bits per character on the held-out tenth (${trained.toFixed(4)} before rounding to float16), ${bytes.length} bytes; npm run check writes its report`,
  );
}
