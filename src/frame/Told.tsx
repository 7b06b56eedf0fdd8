import type { Intervention } from '../equations/Intervention';
import type { SystemId } from '../systems';
import { Symbol } from './Symbol';
import { tellChange } from './tellChange';

/** A change of a network in words, its symbol set as in the equations. */
export function Told({ change, system }: { change: Intervention; system: SystemId }) {
  const { symbol, subscript, term, said } = tellChange(change, system);
  return (
    <>
      <Symbol symbol={symbol} subscript={subscript} term={term} /> {said}
    </>
  );
}
