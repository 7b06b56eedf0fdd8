import { join } from 'node:path';
import type { TaskSystem } from '../systems/System';
import { readSafetensors, writeSafetensors } from '../traces/safetensors';
import type { Weights } from '../traces/Weights';
import { dataOf } from '../training/dataOf';
import { atWidth, everySeedOf } from './everySeedOf';
import { isKept, measureClaims, worstOf } from './measureClaims';
import { recipeHash } from './recipeHash';
import { joinSeeds } from './seedWeights';
import { startBackend } from './startBackend';
import { trainToEnd } from './trainToEnd';
import { writeWhole } from './writeWhole';

/** Trains a system on sequences that are made as it goes, once for every seed of its claim, and ships all of them. */
export async function trainTask(system: TaskSystem, isRestarted: boolean): Promise<void> {
  await startBackend();
  const bySeed = await trainSeeds(system, system.id, isRestarted);
  if (bySeed === undefined) return;
  await ship(system, bySeed);
  if (system.widths !== undefined) await trainWidths(system, system.widths, isRestarted);
}

/** Trains a system from every seed; nothing when someone stopped it. @param name what its runs are kept under */
async function trainSeeds(
  system: TaskSystem,
  name: string,
  isRestarted: boolean,
): Promise<Map<number, Weights> | undefined> {
  const bySeed = new Map<number, Weights>();
  for (const seeded of everySeedOf(system)) {
    const { seed } = seeded.training;
    const file = join('.cache', 'train', `${name}.seed${seed}.safetensors`);
    const state = await trainToEnd(seeded, dataOf(seeded), { file, run: recipeHash(seeded), isRestarted });
    if (state === undefined) return undefined;
    bySeed.set(seed, state.weights);
  }
  return bySeed;
}

/** Trains the other widths, and writes the weights of all their seeds under `public/` in float16: `H3/seed1/W_xh`. */
async function trainWidths(
  system: TaskSystem,
  { of, file }: NonNullable<TaskSystem['widths']>,
  isRestarted: boolean,
): Promise<void> {
  const all: Record<string, Weights[string]> = {};
  for (const H of of) {
    const bySeed = await trainSeeds(atWidth(system, H), `${system.id}.H${H}`, isRestarted);
    if (bySeed === undefined) return;
    for (const [name, weight] of Object.entries(joinSeeds(bySeed))) all[`H${H}/${name}`] = weight;
  }
  const bytes = writeSafetensors({ weights: all, notes: { system: system.id, run: recipeHash(system) } }, 'F16');
  writeWhole(join('public', file), bytes);
  console.log(`${system.id}: ${bytes.length} bytes for ${of.length} other widths`);
}

/** Rounds the weights to float16 and writes them under `public/`: those of the first seed for the page, those of all for `check`. */
async function ship(system: TaskSystem, bySeed: ReadonlyMap<number, Weights>): Promise<void> {
  const { id, claim, training, credit } = system;
  const [full, rounded]: [number[][], number[][]] = [[], []];
  for (const weights of bySeed.values()) {
    full.push(await measureClaims(system, weights));
    const half = readSafetensors(writeSafetensors({ weights, notes: {} }, 'F16')).weights;
    rounded.push(await measureClaims(system, half));
  }
  const notes = { system: id, data: credit, seed: String(training.seed), run: recipeHash(system) };
  const shipped = writeSafetensors({ weights: bySeed.get(training.seed) ?? {}, notes }, 'F16');
  writeWhole(join('public', system.checkpoint), shipped);
  // What each seed measured before rounding, so that `check` can say what rounding cost.
  const float32 = full.map((values) => values.join(' ')).join(';');
  const every = writeSafetensors({ weights: joinSeeds(bySeed), notes: { ...notes, float32 } }, 'F16');
  writeWhole(join('public', system.everySeed), every);
  claim.of.forEach((part, place) => {
    const column = (values: readonly number[][]): number[] => values.map((ofSeed) => ofSeed[place] ?? Number.NaN);
    const solved = column(rounded).filter((value) => isKept(value, part)).length;
    console.log(
      `${id}: ${part.measure}: worst of ${bySeed.size} seeds ${worstOf(column(rounded), part.unit)} (${worstOf(column(full), part.unit)} before rounding to float16), ${solved} of ${bySeed.size} keep the bound`,
    );
  });
  console.log(
    `${id}: ${shipped.length} bytes for the page, ${every.length} for all seeds; npm run check writes its report`,
  );
}
