import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { System, TrainableSystem } from '../systems/System';
import { type SystemId, systems } from '../systems';
import { splitText } from '../tasks/characters';
import { readSafetensors, writeSafetensors } from '../traces/safetensors';
import { measureLoss } from '../training/measureLoss';
import { restoreTraining, storeTraining } from '../training/resume';
import { countUpdates, startTraining, trainCharacters } from '../training/trainCharacters';
import { ProgressBar } from './ProgressBar';
import { startBackend } from './startBackend';

/** Updates between two checkpoints that a stopped run can resume from. */
const updatesBetweenSaves = 200;

const usage = `npm run train -- <system> --data <path of the text> [--restart]\nsystems: ${Object.keys(systems).join(', ')}`;

async function train(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { data: { type: 'string' }, restart: { type: 'boolean' } },
  });
  const [id] = positionals;
  if (id === undefined || values.data === undefined) return fail(usage);
  if (!isSystemId(id)) return fail(`unknown system "${id}"; have ${Object.keys(systems).join(', ')}`);
  if (!existsSync(values.data)) return fail(`there is no file ${values.data}; --data takes the path of the text`);
  const chosen: System = systems[id];
  const { training, claim } = chosen;
  if (training === undefined || claim === undefined)
    return fail(`${id} has no recipe: it runs on ${chosen.checkpoint}, the checkpoint of another system`);
  const system: TrainableSystem = { ...chosen, training, claim };
  const text = readFileSync(values.data, 'utf8');
  const split = splitText(text, system.vocabulary);
  await startBackend();

  const file = join('.cache', 'train', `${id}.safetensors`);
  const run = createHash('sha256')
    .update(JSON.stringify([system.training, system.sizes]))
    .update(text)
    .digest('hex')
    .slice(0, 16);
  const saved = !values.restart && existsSync(file) ? restoreTraining(readFileSync(file), run) : undefined;
  const state = saved ?? startTraining(system);
  const updates = countUpdates(system, split.training.length);
  console.error(
    saved === undefined
      ? `training ${id} from seed ${system.training.seed}, ${updates} updates`
      : `going on with ${id} at update ${state.adam.updates} of ${updates}`,
  );

  const save = (): void => writeWhole(file, storeTraining(state, run));
  const bar = new ProgressBar(id, updates, state.adam.updates);
  let smooth = Number.NaN;
  const began = Date.now();
  const first = state.adam.updates;
  for await (const { update, loss, norm } of trainCharacters(system, split.training, state)) {
    smooth = Number.isNaN(smooth) ? loss : 0.98 * smooth + 0.02 * loss;
    const perSecond =
      ((update - first) * system.training.batch * system.training.window) / ((Date.now() - began) / 1000);
    bar.show(
      update,
      `loss ${smooth.toFixed(3)} bits · gradient ${norm.toFixed(2)} · ${Math.round(perSecond)} letters/s`,
    );
    if (update % updatesBetweenSaves === 0 || update === updates) save();
  }
  if (first === updates) console.error('this run was complete already; --restart trains it anew');

  // What is claimed is measured from what is shipped: the weights as the file rounds them.
  const notes = {
    system: id,
    data: 'Shakespeare, selection by A. Karpathy (char-rnn), public domain; last tenth held out',
    seed: String(system.training.seed),
    run,
  };
  const bytes = writeSafetensors({ weights: state.weights, notes }, 'F16');
  const measuring = new ProgressBar(`${id} held-out loss`, 1);
  const trained = await measureLoss(system.network, system.sizes, state.weights, split.heldOut, (share) =>
    measuring.show(share),
  );
  const shipped = await measureLoss(system.network, system.sizes, readSafetensors(bytes).weights, split.heldOut);
  writeWhole(join('public', system.checkpoint), bytes);
  console.log(
    `${id}: ${shipped.toFixed(4)} bits per character on the held-out tenth (${trained.toFixed(4)} before rounding to float16), ${bytes.length} bytes`,
  );
}

function isSystemId(id: string): id is SystemId {
  return Object.hasOwn(systems, id);
}

function writeWhole(path: string, bytes: Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.part`, bytes);
  renameSync(`${path}.part`, path);
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 2;
}

await train();
