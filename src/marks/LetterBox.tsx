import { memo } from 'react';
import styles from './marks.module.css';
import { showLetter } from './showLetter';

/** One letter that goes in, boxed, centred on the origin; below it what the network sees instead, where that differs. */
export const LetterBox = memo(function LetterBox({
  shown,
  seen,
  size = 38,
}: {
  shown: string;
  seen: string;
  size?: number;
}) {
  const isSubstituted = shown !== seen;
  return (
    <g>
      <rect
        className={isSubstituted ? `${styles.letterBox} ${styles.substituted}` : styles.letterBox}
        x={-size / 2}
        y={-size / 2}
        width={size}
        height={size}
        rx={9}
      />
      <text className={styles.letter} y={6}>
        {showLetter(shown)}
      </text>
      {isSubstituted && (
        <text className={styles.seen} y={size / 2 + 14}>
          → {showLetter(seen)}
        </text>
      )}
    </g>
  );
});
