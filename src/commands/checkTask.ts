import { join } from 'node:path';
import type { TaskSystem } from '../systems/System';
import { everySeedOf } from './everySeedOf';
import { isKept, measureClaims, worstOf } from './measureClaims';
import { readCheckpoint } from './readCheckpoint';
import { recipeHash } from './recipeHash';
import { type Row, unmeasured } from './Row';
import { weightsOfSeed } from './seedWeights';
import { writeWhole } from './writeWhole';

/**
 * Measures every part of a task system's claim for every seed, from the stored float16 weights, on sequences drawn now, and writes its
 * report. The weights of all seeds are stored, not trained again here: what is measured is what was shipped, in a second.
 */
export async function checkTask(system: TaskSystem): Promise<Row[]> {
  const { id, claim, training } = system;
  const rowsWithout = (reason: string, ok: false | null): Row[] =>
    claim.of.map(({ measure, bound = null }) => unmeasured({ system: id, claim: measure, bound }, reason, ok));
  const [shipped, every] = [system.checkpoint, system.everySeed].map((file) => readCheckpoint(file, id));
  if (shipped === undefined || every === undefined) throw new Error('two files were read');
  for (const stored of [shipped, every])
    if ('reason' in stored) return rowsWithout(stored.reason, stored.isDamaged ? false : null);
    else if (stored.notes.run !== recipeHash(system))
      return rowsWithout(`its weights are of another recipe; npm run train -- ${id} makes them anew`, null);
  if ('reason' in shipped || 'reason' in every) throw new Error('both files were readable');

  const seeds = everySeedOf(system).map((seeded) => seeded.training.seed);
  const values: number[][] = [];
  for (const seed of seeds) {
    const weights = weightsOfSeed(every.weights, seed);
    if (weights === undefined) return rowsWithout(`public/${system.everySeed} holds no weights of seed ${seed}`, false);
    values.push(await measureClaims(system, weights));
  }
  const before = parseNumbers(every.notes.float32);
  const parts = claim.of.map((part, place) => {
    const measured = values.map((ofSeed) => ofSeed[place] ?? Number.NaN);
    const value = worstOf(measured, part.unit);
    const full = before.map((ofSeed) => ofSeed[place] ?? Number.NaN);
    return {
      claim: part.measure,
      task: part.task.id,
      unit: part.unit,
      value,
      ...(part.bound === undefined ? {} : { bound: part.bound }),
      baseline: baselineOf(part),
      solved: measured.filter((each) => isKept(each, part)).length,
      values: measured,
      ...(full.length === seeds.length ? { rounding: value - worstOf(full, part.unit) } : {}),
    };
  });
  const report = {
    system: id,
    seed: training.seed,
    seeds,
    claims: parts,
    parameters: Object.values(shipped.weights).reduce((sum, weight) => sum + weight.values.length, 0),
    bytes: shipped.bytes.length,
    data: shipped.notes.data,
    checkpointSha256: shipped.sha256,
    everySeedSha256: every.sha256,
  };
  writeWhole(
    join('public', system.checkpoint.replace(/safetensors$/, 'json')),
    `${JSON.stringify(report, undefined, 2)}\n`,
  );
  return parts.map(({ claim: measure, value, bound = null, baseline, solved, rounding }) => ({
    system: id,
    claim: measure,
    value,
    bound,
    baseline,
    seeds,
    solved,
    ...(rounding === undefined ? {} : { rounding }),
    ok: solved >= (claim.solved ?? seeds.length),
  }));
}

/** The exact level of the same measure that a claim is held against; nothing when the task has none. */
function baselineOf({ task, unit }: TaskSystem['claim']['of'][number]): number | null {
  return task.levels.find(({ measure }) => measure === unit)?.value ?? null;
}

/** What training wrote of each seed before rounding. */
function parseNumbers(note: string | undefined): number[][] {
  return (note ?? '')
    .split(';')
    .filter((part) => part !== '')
    .map((part) => part.split(' ').map(Number));
}
