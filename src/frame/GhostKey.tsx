import type { Role } from '../base/quantities';
import { SignedCell } from '../marks/SignedCell';
import type { Ghost } from './Ghost';
import styles from './hand.module.css';

/** How a picture draws what it compares with: notches in cells, dashed lines, ticks on bars. */
export type GhostLook = 'notched and dashed' | 'dashed' | 'ticked';

/** What a notch in a cell, a dashed line or a tick stands for. */
export function GhostKey({ kind, hue, look }: { kind: Ghost['kind']; hue: Role; look: GhostLook }) {
  return (
    <span className={styles.key}>
      <svg width={look === 'notched and dashed' ? 56 : 24} height="12" aria-hidden="true">
        {look === 'notched and dashed' && (
          <SignedCell value={0.15} ghost={0.9} hue={hue} x={0.5} y={0.5} width={24} height={11} />
        )}
        {look === 'ticked' ? (
          <path className={styles.tick} d="M5 6H19" />
        ) : (
          <path className={styles.dashes} d={look === 'dashed' ? 'M0 6H24' : 'M32 6H56'} />
        )}
      </svg>
      {look}: {kind === 'untouched' ? 'the untouched network' : 'before your last edit'}
    </span>
  );
}
