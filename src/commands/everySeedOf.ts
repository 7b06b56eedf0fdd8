import type { TaskSystem } from '../systems/System';

/** The systems that a claim over seeds is about: the same recipe from the shipped seed and those that follow it. */
export function everySeedOf(system: TaskSystem): TaskSystem[] {
  return Array.from({ length: system.claim.seeds }, (_, place) => ({
    ...system,
    training: { ...system.training, seed: system.training.seed + place },
  }));
}

/** The same at another number of hidden units. */
export function atWidth(system: TaskSystem, H: number): TaskSystem {
  return { ...system, sizes: { ...system.sizes, H } };
}
