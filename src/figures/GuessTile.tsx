import { memo } from 'react';
import { exactText } from '../marks/exactText';
import { formatNumber } from '../marks/formatNumber';
import { showLetter } from '../marks/showLetter';
import styles from './CutTheWire.module.css';
import { tileSize } from './cutGeometry';
import { isHit } from './sumUpColumns';
import type { UnrolledColumn } from './unrolledColumns';

/**
 * A first guess, centred on the origin: its letter, filled where that letter came; a bar for its chance; what the letter that came cost, bits; and
 * whether it is the guess of the network that it is compared with.
 */
export const GuessTile = memo(function GuessTile({
  column,
  isSame,
}: {
  column: UnrolledColumn;
  /** Missing where it is compared with none. */
  isSame?: boolean;
}) {
  const { guesses, target, step } = column;
  const [best] = guesses;
  const half = tileSize / 2;
  const classes = [styles.tile, isHit(column) && styles.isHit, isSame === false && styles.isOther];
  return (
    <g className={classes.filter(Boolean).join(' ')} data-term="y" data-same={isSame}>
      <rect className={styles.tileBox} x={-half} y={-half} width={tileSize} height={tileSize} rx={7} />
      <text className={styles.tileLetter} y={5.5} data-step={step} data-value={best && exactText(best.value)}>
        {showLetter(best?.letter ?? '')}
      </text>
      {isSame !== undefined && (
        <text className={styles.verdict} x={half + 3} y={-half + 7}>
          {isSame ? '=' : '≠'}
        </text>
      )}
      <rect className={styles.shareTrack} x={-half} y={half + 4} width={tileSize} height={3.5} rx={1.75} />
      <rect
        className={styles.share}
        x={-half}
        y={half + 4}
        width={tileSize * (best?.value ?? 0)}
        height={3.5}
        rx={1.75}
      />
      {target !== undefined && (
        <text className={styles.loss} y={half + 20} data-term="L" data-step={step} data-value={exactText(target.loss)}>
          {formatNumber(target.loss, 1)}
        </text>
      )}
    </g>
  );
});
