import { heldUnits } from '../frame/changes';
import type { Intervention } from '../equations/Intervention';

/** A unit (0-based) that is held by hand over a stretch of columns, from one up to another (exclusive). */
export interface HeldRun {
  readonly unit: number;
  readonly from: number;
  readonly to: number;
}

/** The stretches over which units of a quantity are held, among `count` columns of which the first is step `first` (0-based). */
export function heldRuns(
  changes: readonly Intervention[],
  quantity: string,
  size: number,
  first: number,
  count: number,
): HeldRun[] {
  const runs: HeldRun[] = [];
  const open = new Map<number, number>();
  for (let at = 0; at <= count; at++) {
    const held = at < count ? heldUnits(changes, quantity, size, first + at) : [];
    for (const [unit, from] of open)
      if (!held.includes(unit)) {
        runs.push({ unit, from, to: at });
        open.delete(unit);
      }
    for (const unit of held) if (!open.has(unit)) open.set(unit, at);
  }
  return runs;
}
