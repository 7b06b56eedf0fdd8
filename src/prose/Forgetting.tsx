import type { SystemId } from '../systems';
import { readThrough } from './readThrough';
import { usePage } from './usePage';

/**
 * How many letters a system reads, after the one in which `text` and `changed` differ, until no letter's chance differs by as much as one in a
 * hundred any more, from its stored weights. Throws if the two differ in more than one place, or if the trace never fades.
 */
export function Forgetting({ system, text, changed }: { system: SystemId; text: string; changed: string }) {
  const { resources } = usePage();
  const [left, right] = [readThrough(system, text, resources), readThrough(system, changed, resources)];
  const isChanged = left.map(({ letter }, t) => letter !== right[t]?.letter);
  if (left.length !== right.length || isChanged.filter(Boolean).length !== 1)
    throw new Error(`"${text}" and "${changed}" should differ in one letter`);
  const noticed = left.map(({ expected }, t) =>
    [...expected].some(([letter, chance]) => Math.abs(chance - (right[t]?.expected.get(letter) ?? 0)) >= 0.01),
  );
  const last = noticed.lastIndexOf(true);
  if (last === left.length - 1) throw new Error(`"${system}" still tells "${text}" from "${changed}" at its end`);
  return <span className="measured">{last + 1 - isChanged.indexOf(true)}</span>;
}
