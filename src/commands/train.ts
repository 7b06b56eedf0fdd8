import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type SystemId, systems } from '../systems';
import type { TrainableSystem } from '../systems/System';
import { CheckpointError, readSafetensors, writeSafetensors } from '../traces/safetensors';
import { measureLoss } from '../training/measureLoss';
import { restoreTraining, storeTraining } from '../training/resume';
import {
  countUpdates,
  DivergenceError,
  startTraining,
  type TrainingState,
  trainCharacters,
} from '../training/trainCharacters';
import { asTrainable } from './asTrainable';
import { CommandError } from './CommandError';
import { ProgressBar } from './ProgressBar';
import { type ReadText, readText } from './readText';
import { recipeHash } from './recipeHash';
import { runCommand } from './runCommand';
import { startBackend } from './startBackend';
import { writeWhole } from './writeWhole';

/** Updates between two checkpoints that a stopped run can resume from. */
const updatesBetweenSaves = 200;

const usage = `usage: npm run train -- <system> --data <path of the text> [--restart]
systems: ${Object.keys(systems).join(', ')}
A run that is stopped (Ctrl+C) is saved, and the same command goes on; --restart begins anew.`;

async function train(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { data: { type: 'string' }, restart: { type: 'boolean' } },
  });
  const [id, ...more] = positionals;
  if (id === undefined || more.length > 0 || values.data === undefined) throw new CommandError(usage);
  const system = findSystem(id);
  const text = readText(values.data, system);
  if (countUpdates(system, text.training.length) === 0)
    throw new CommandError(`${values.data} is too short: nine tenths of it are less than one window for each stream`);
  const run = recipeHash(system, text.text);
  const file = join('.cache', 'train', `${id}.safetensors`);
  const state = (values.restart ? undefined : resume(file, run)) ?? startTraining(system);
  await startBackend();
  if (await trainOn(system, text, state, () => writeWhole(file, storeTraining(state, run))))
    await ship(system, text, state, run);
}

function findSystem(id: string): TrainableSystem {
  if (!Object.hasOwn(systems, id))
    throw new CommandError(`unknown system "${id}"; have ${Object.keys(systems).join(', ')}`);
  const system = systems[id as SystemId];
  const trainable = asTrainable(system);
  if (trainable === undefined)
    throw new CommandError(`${id} has no recipe: it runs on ${system.checkpoint}, the checkpoint of another system`);
  return trainable;
}

function resume(file: string, run: string): TrainingState | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const saved = restoreTraining(readFileSync(file), run);
    if (saved === undefined) console.error(`${file} is a run of another recipe or text: beginning anew`);
    return saved;
  } catch (error) {
    if (!(error instanceof CheckpointError)) throw error;
    throw new CommandError(`${file} is damaged: ${error.message}. Begin anew with --restart.`, 1);
  }
}

/** Trains to the end, or until someone stops it. Returns whether it came to the end. */
async function trainOn(
  system: TrainableSystem,
  { training }: ReadText,
  state: TrainingState,
  save: () => void,
): Promise<boolean> {
  const updates = countUpdates(system, training.length);
  const first = state.adam.updates;
  if (first === updates) console.error('this run was complete already; --restart trains it anew');
  else if (first === 0) console.error(`training ${system.id} from seed ${system.training.seed}, ${updates} updates`);
  else console.error(`going on with ${system.id} at update ${first} of ${updates}`);

  let isStopped = false;
  const stop = (): void => void (isStopped = true);
  process.on('SIGINT', stop).on('SIGTERM', stop);
  const bar = new ProgressBar(system.id, updates, first);
  const began = Date.now();
  let smooth = Number.NaN;
  try {
    for await (const { update, loss, norm } of trainCharacters(system, training, state)) {
      smooth = Number.isNaN(smooth) ? loss : 0.98 * smooth + 0.02 * loss;
      const letters = (update - first) * system.training.batch * system.training.window;
      const perSecond = Math.round(letters / ((Date.now() - began) / 1000));
      bar.show(update, `loss ${smooth.toFixed(3)} bits · gradient ${norm.toFixed(2)} · ${perSecond} letters/s`);
      // On the WASM backend nothing waits for the outside, so signals are heard only when the loop is let go.
      await setImmediate();
      if (update % updatesBetweenSaves === 0 || update === updates || isStopped) save();
      if (!isStopped || update === updates) continue;
      console.error(`\nstopped and saved after update ${update} of ${updates}; the same command goes on`);
      process.exitCode = 130;
      break;
    }
  } catch (error) {
    // What is saved is the last good state, not what spoilt it.
    if (error instanceof DivergenceError) save();
    throw error;
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
  return state.adam.updates === updates;
}

/** Rounds the weights to float16, writes them under `public/`, and measures what is shipped on the held-out tenth. */
async function ship(
  { id, network, sizes, training, checkpoint, credit }: TrainableSystem,
  { heldOut }: ReadText,
  { weights }: TrainingState,
  run: string,
): Promise<void> {
  const notes = { system: id, data: credit, seed: String(training.seed), run };
  const bytes = writeSafetensors({ weights, notes }, 'F16');
  writeWhole(join('public', checkpoint), bytes);
  const bar = new ProgressBar(`${id} held-out loss`, 2);
  const trained = await measureLoss(network, sizes, weights, heldOut, (share) => bar.show(share));
  const rounded = readSafetensors(bytes).weights;
  const shipped = await measureLoss(network, sizes, rounded, heldOut, (share) => bar.show(1 + share));
  console.log(
    `${id}: ${shipped.toFixed(4)} bits per character on the held-out tenth (${trained.toFixed(4)} before rounding to float16), ${bytes.length} bytes; npm run check writes its report`,
  );
}

await runCommand(train, usage);
