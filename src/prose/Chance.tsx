import { formatShare } from '../marks/formatNumber';
import type { SystemId } from '../systems';
import { readThrough } from './readThrough';
import { usePage } from './usePage';

/** "85 %": how likely a system thinks `letter` once it has read `after`, computed from its stored weights while the page is built. */
export function Chance({ system, letter, after }: { system: SystemId; letter: string; after: string }) {
  const chance = readThrough(system, after, usePage().resources).at(-1)?.expected.get(letter);
  if (chance === undefined) throw new Error(`"${system}" gives no chance for "${letter}" after "${after}"`);
  return <span className="measured">{formatShare(chance)}</span>;
}
