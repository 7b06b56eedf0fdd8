import { join } from 'node:path';
import type { TaskSystem } from '../systems/System';
import { readSafetensors, writeSafetensors } from '../traces/safetensors';
import type { Weights } from '../traces/Weights';
import { dataOf } from '../training/dataOf';
import { everySeedOf } from './everySeedOf';
import { isKept, measureClaims, worstOf } from './measureClaims';
import { recipeHash } from './recipeHash';
import { joinSeeds } from './seedWeights';
import { startBackend } from './startBackend';
import { trainToEnd } from './trainToEnd';
import { writeWhole } from './writeWhole';

/** Trains a system on sequences that are made as it goes, once for every seed of its claim, and ships all of them. */
export async function trainTask(system: TaskSystem, isRestarted: boolean): Promise<void> {
  await startBackend();
  const bySeed = new Map<number, Weights>();
  for (const seeded of everySeedOf(system)) {
    const { seed } = seeded.training;
    const file = join('.cache', 'train', `${system.id}.seed${seed}.safetensors`);
    const state = await trainToEnd(seeded, dataOf(seeded), { file, run: recipeHash(seeded), isRestarted });
    if (state === undefined) return;
    bySeed.set(seed, state.weights);
  }
  await ship(system, bySeed);
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
