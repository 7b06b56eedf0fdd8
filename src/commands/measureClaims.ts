import { createRandom } from '../base/random';
import type { TaskClaim, TaskSystem } from '../systems/System';
import { drawBatch, packBatch } from '../tasks/drawBatch';
import type { Weights } from '../traces/Weights';
import { measureTask } from '../training/measureTask';

/** One part of a claim. */
type ClaimPart = TaskClaim['of'][number];

/** Measures each part of a system's claim for the weights of one seed, on sequences drawn anew, or on all that there are: the same ones for every seed. */
export async function measureClaims(system: TaskSystem, weights: Weights): Promise<number[]> {
  const values: number[] = [];
  for (const { task, sequences, part, unit } of system.claim.of) {
    const batch =
      typeof sequences === 'number'
        ? drawBatch(task, createRandom(measuringSeed), sequences, part)
        : packBatch(task, sequences);
    values.push((await measureTask(system, weights, task.loss, batch))[unit]);
  }
  return values;
}

/** Far from any seed of training: what is drawn here must not repeat what was drawn there. */
const measuringSeed = 2 ** 31;

/** Whether a measured number keeps a bound: a loss from above, a share from below. Without a bound it does by being a number. */
export function isKept(value: number, { unit, bound }: Pick<ClaimPart, 'unit' | 'bound'>): boolean {
  if (bound === undefined) return Number.isFinite(value);
  return unit === 'loss' ? value <= bound : value >= bound;
}

/** The least favourable of several values. */
export function worstOf(values: readonly number[], unit: ClaimPart['unit']): number {
  return unit === 'loss' ? Math.max(...values) : Math.min(...values);
}
