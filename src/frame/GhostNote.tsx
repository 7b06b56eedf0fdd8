import { useMemo } from 'react';
import { quantityOf } from '../base/quantities';
import { isSeenApart } from '../marks/SignedCell';
import { valueAt } from '../traces/Trace';
import { type Ghost, ghostVector } from './Ghost';
import { GhostKey, type GhostLook } from './GhostKey';
import styles from './hand.module.css';
import type { Run } from './Run';
import type { Figure } from './useFigure';

/** What stands beside each number after an edit of the input, told on the picture's lower edge: it takes no room, so that nothing moves while the reader types. */
export function GhostNote({ figure: { run, ghost, state, quantity }, look }: { figure: Figure; look: GhostLook }) {
  const isSeen = useMemo(() => ghost !== undefined && differs(run, ghost, quantity), [run, ghost, quantity]);
  if (state.do.length > 0 || ghost === undefined || !isSeen) return null;
  return (
    <div className={styles.edge}>
      <p className={styles.beside} data-ghost-note>
        <GhostKey kind={ghost.kind} hue={quantityOf(quantity).role} look={look} />
      </p>
    </div>
  );
}

/** Whether any number of a quantity is seen to differ from its ghost. */
function differs({ trace }: Run, ghost: Ghost, quantity: string): boolean {
  for (let step = 0; step < trace.steps; step++) {
    const beside = ghostVector(ghost, quantity, step);
    if (beside?.some((value, unit) => isSeenApart(valueAt(trace, quantity, step, unit), value)) === true) return true;
  }
  return false;
}
