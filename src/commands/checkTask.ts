import { join } from 'node:path';
import type { DataSystem, TaskSystem } from '../systems/System';
import type { Level } from '../tasks/Task';
import { everySeedOf } from './everySeedOf';
import { isKept, measureClaims, worstOf } from './measureClaims';
import { measureWidths } from './measureWidths';
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
  const [shipped, every] = [system.checkpoint, system.everySeed].map((file) => readCheckpoint(file, id));
  if (shipped === undefined || every === undefined) throw new Error('two files were read');
  for (const stored of [shipped, every])
    if ('reason' in stored) return unmeasuredTask(system, stored.reason, stored.isDamaged ? false : null);
    else if (stored.notes.run !== recipeHash(system))
      return unmeasuredTask(system, `its weights are of another recipe; npm run train -- ${id} makes them anew`, null);
  if ('reason' in shipped || 'reason' in every) throw new Error('both files were readable');

  const seeds = everySeedOf(system).map((seeded) => seeded.training.seed);
  const values: number[][] = [];
  for (const seed of seeds) {
    const weights = weightsOfSeed(every.weights, seed);
    if (weights === undefined)
      return unmeasuredTask(system, `public/${system.everySeed} holds no weights of seed ${seed}`, false);
    values.push(await measureClaims(system, weights));
  }
  const widths = await measureWidths(system, every.weights);
  if (widths !== undefined && 'reason' in widths)
    return unmeasuredTask(system, widths.reason, widths.isDamaged ? false : null);
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
      mean: measured.reduce((sum, each) => sum + each, 0) / measured.length,
      best: -worstOf(
        measured.map((each) => -each),
        part.unit,
      ),
      baseline: baselineOf(part),
      levels: levelsOf(part).map(({ knowing, value: level }) => ({ knowing, value: level })),
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
    ...widths,
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

/** Says of every part of a system's claim that it was not measured, and why. */
export function unmeasuredTask({ id, claim }: TaskSystem | DataSystem, reason: string, ok: false | null = null): Row[] {
  return claim.of.map(({ measure, bound = null }) => unmeasured({ system: id, claim: measure, bound }, reason, ok));
}

/** The levels that a claim can be held against: those of its own measure. */
function levelsOf({ task, unit }: TaskSystem['claim']['of'][number]): readonly Level[] {
  return task.levels.filter(({ measure }) => measure === unit);
}

/** The hardest of them to better; nothing when the task has none. */
function baselineOf(part: TaskSystem['claim']['of'][number]): number | null {
  const values = levelsOf(part).map(({ value }) => value);
  if (values.length === 0) return null;
  return part.unit === 'loss' ? Math.min(...values) : Math.max(...values);
}

/** What training wrote of each seed before rounding. */
function parseNumbers(note: string | undefined): number[][] {
  return (note ?? '')
    .split(';')
    .filter((part) => part !== '')
    .map((part) => part.split(' ').map(Number));
}
