import type { SystemId } from '../systems';
import { readThrough } from './readThrough';
import { usePage } from './usePage';

/**
 * The mean loss of a system, in bits, on the letters of `text` that stand at `place` in their word (1 for the first), from its stored weights.
 * The very first letter is not counted: nothing has been read before it.
 */
export function Surprise({ system, text, place }: { system: SystemId; text: string; place: number }) {
  const readings = readThrough(system, text, usePage().resources);
  const losses: number[] = [];
  let reached = 0;
  readings.forEach(({ letter }, t) => {
    reached = /\p{L}/u.test(letter) ? reached + 1 : 0;
    const chance = readings[t - 1]?.expected.get(letter);
    if (reached === place && chance !== undefined) losses.push(-Math.log2(chance));
  });
  if (losses.length === 0) throw new Error(`no word of "${text}" has a letter ${place}`);
  return <span className="measured">{(losses.reduce((sum, loss) => sum + loss, 0) / losses.length).toFixed(1)}</span>;
}
