import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { systems } from '../systems';
import type { System, TrainableSystem } from '../systems/System';
import { type Checkpoint, CheckpointError, readSafetensors } from '../traces/safetensors';
import { measureLoss } from '../training/measureLoss';
import { asTrainable } from './asTrainable';
import { CommandError } from './CommandError';
import { type Baselines, measureBaselines } from './measureBaselines';
import { ProgressBar } from './ProgressBar';
import { type ReadText, readText } from './readText';
import { recipeHash } from './recipeHash';
import { runCommand } from './runCommand';
import { startBackend } from './startBackend';
import { writeWhole } from './writeWhole';

const usage = `usage: npm run check -- [system …] [--data <path of the text>] [--json]
systems: ${Object.keys(systems).join(', ')}
Measures every claim again from the stored weights, and writes what it found to public/checkpoints/.
Exit code 0: every claim measured and kept; 1: one was missed; 3: none was missed, but one could not be measured.`;

/** One claim, measured again. */
interface Row {
  readonly system: string;
  readonly claim: string;
  /** Nothing when it could not be measured: `reason` says why. */
  readonly value: number | null;
  readonly bound: number | null;
  /** The honest rival: what a Kneser–Ney 6-gram needs for the same text. */
  readonly baseline: number | null;
  readonly seeds: readonly number[];
  /** Whether the bound was kept; nothing when it was not measured. A claim without a bound is kept by being measured. */
  readonly ok: boolean | null;
  readonly reason?: string;
}

async function check(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { data: { type: 'string' }, json: { type: 'boolean' } },
  });
  for (const id of positionals)
    if (!Object.hasOwn(systems, id))
      throw new CommandError(`unknown system "${id}"; have ${Object.keys(systems).join(', ')}`);
  const claimed = Object.values<System>(systems).flatMap((system) => {
    const isAsked = positionals.length === 0 || positionals.includes(system.id);
    return isAsked ? (asTrainable(system) ?? []) : [];
  });
  if (claimed.length === 0) throw new CommandError(`${positionals.join(', ')}: no claim of its own to measure`);
  // Every text is read before anything is measured, so that a wrong path costs no waiting.
  const texts = claimed.map((system) => (values.data === undefined ? undefined : readText(values.data, system)));
  await startBackend();
  const rows: Row[] = [];
  for (const [place, system] of claimed.entries()) rows.push(await measure(system, texts[place]));
  console.log(values.json ? JSON.stringify(rows, undefined, 2) : formatTable(rows));
  if (rows.some(({ ok }) => ok === false)) process.exitCode = 1;
  else if (rows.some(({ ok }) => ok === null)) process.exitCode = 3;
}

async function measure(system: TrainableSystem, text: ReadText | undefined): Promise<Row> {
  const { id, claim, training, network, sizes } = system;
  const bound = claim.bound ?? null;
  const unmeasured = (reason: string, ok: false | null = null): Row => {
    return { system: id, claim: claim.measure, value: null, bound, baseline: null, seeds: [], ok, reason };
  };
  const path = join('public', system.checkpoint);
  if (!existsSync(path)) return unmeasured(`there is no ${path}; npm run train -- ${id} makes it`);
  if (text === undefined) return unmeasured('its text is not at hand; --data takes the path');
  const bytes = readFileSync(path);
  let stored: Checkpoint;
  try {
    stored = readSafetensors(bytes);
  } catch (error) {
    if (!(error instanceof CheckpointError)) throw error;
    return unmeasured(`${path} is damaged: ${error.message}`, false);
  }
  const { weights, notes } = stored;
  if (notes.run !== recipeHash(system, text.text))
    return unmeasured(
      `${path} was trained by another recipe or on another text, so this text may hold what it has seen`,
    );
  const bar = new ProgressBar(`${id} held-out loss`, 1);
  const value = await measureLoss(network, sizes, weights, text.heldOut, (share) => bar.show(share));
  const baselines = baselinesOf(text);
  const report = {
    system: id,
    unit: claim.unit,
    value,
    ...(claim.bound === undefined ? {} : { bound: claim.bound }),
    parameters: Object.values(weights).reduce((sum, { values }) => sum + values.length, 0),
    bytes: bytes.length,
    letters: text.heldOut.length,
    baselines,
    seed: training.seed,
    data: notes.data,
    checkpointSha256: createHash('sha256').update(bytes).digest('hex'),
  };
  writeWhole(path.replace(/safetensors$/, 'json'), `${JSON.stringify(report, undefined, 2)}\n`);
  const ok = Number.isFinite(value) && (bound === null || value <= bound);
  const baseline = baselines.kneserNey6;
  return { system: id, claim: claim.measure, value, bound, baseline, seeds: [training.seed], ok };
}

const measured = new Map<string, Baselines>();

function baselinesOf(text: ReadText): Baselines {
  const key = `${text.vocabulary}\n${text.text}`;
  const found = measured.get(key) ?? measureBaselines(text);
  measured.set(key, found);
  return found;
}

function formatTable(rows: readonly Row[]): string {
  const number = (value: number | null): string => (value === null ? '–' : value.toFixed(4));
  const head = ['system', 'claim', 'value', 'bound', 'baseline', 'seeds', 'ok'];
  const cells = rows.map(({ system, claim, value, bound, baseline, seeds, ok }) => [
    system,
    claim,
    number(value),
    number(bound),
    number(baseline),
    seeds.join(' ') || '–',
    ok === null ? 'unmeasured' : ok ? 'yes' : 'NO',
  ]);
  const widths = head.map((_title, column) => Math.max(...[head, ...cells].map((row) => (row[column] ?? '').length)));
  const lines = [head, ...cells].map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  const reasons = rows.flatMap(({ system, reason }) =>
    reason === undefined ? [] : `${system}: unmeasured, ${reason}`,
  );
  return [...lines, ...reasons].map((line) => line.trimEnd()).join('\n');
}

await runCommand(check, usage);
