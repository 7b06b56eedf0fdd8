import type { SystemId } from '../systems';
import { readThrough } from './readThrough';
import { usePage } from './usePage';

/** The largest number, in size, that a system's hidden state holds once it has read `after`, from its stored weights. */
export function LargestState({ system, after }: { system: SystemId; after: string }) {
  const state = readThrough(system, after, usePage().resources).at(-1)?.state ?? [];
  const largest = Math.max(...state.map(Math.abs));
  return (
    <span className="measured">{largest.toLocaleString('en', { maximumFractionDigits: largest < 100 ? 1 : 0 })}</span>
  );
}
