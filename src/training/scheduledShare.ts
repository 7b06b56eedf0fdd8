import type { Schedule } from '../systems/Settings';

/** The share of the learning rate, 0–1, that a schedule gives to update number `update` (0-based) of `updates`. */
export function scheduledShare(schedule: Schedule, update: number, updates: number): number {
  switch (schedule.kind) {
    case 'constant':
      return 1;
    case 'cosine':
      return 0.5 * (1 + Math.cos((Math.PI * update) / updates));
    case 'step':
      return schedule.factor ** Math.floor(update / schedule.every);
    case 'warmUp':
      return update < schedule.updates
        ? (update + 1) / schedule.updates
        : scheduledShare(schedule.then, update - schedule.updates, updates - schedule.updates);
  }
}
