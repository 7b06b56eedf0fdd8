import { referenceOf } from './referenceOf';
import { shortName } from './shortName';
import { usePage } from './usePage';

/** "Elman 1990", linked to its line under `<References />`. Throws if the bibliography has no such work. */
export function Cite({ of }: { of: string }) {
  const reference = referenceOf(of);
  usePage().cited.add(of);
  return (
    <a className="cite" href={`#ref-${of}`}>
      {shortName(reference)}
    </a>
  );
}
