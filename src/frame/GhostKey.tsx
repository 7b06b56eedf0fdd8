import type { Role } from '../base/quantities';
import { SignedCell } from '../marks/SignedCell';
import type { Ghost } from './Ghost';
import styles from './hand.module.css';

/** What a notch in a cell, and a dashed line, stand for. */
export function GhostKey({ kind, hue }: { kind: Ghost['kind']; hue: Role }) {
  return (
    <span className={styles.key}>
      <svg width="56" height="12" aria-hidden="true">
        <SignedCell value={0.15} ghost={0.9} hue={hue} x={0.5} y={0.5} width={24} height={11} />
        <path className={styles.dashes} d="M32 6H56" />
      </svg>
      {kind === 'untouched' ? 'notched and dashed: the untouched network' : 'notched and dashed: before your last edit'}
    </span>
  );
}
