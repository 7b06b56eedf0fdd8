import type { CSSProperties, KeyboardEvent } from 'react';
import type { Run } from '../frame/Run';
import { exactText } from '../marks/exactText';
import { formatNumber } from '../marks/formatNumber';
import { side } from '../tasks/digitImages';
import { vectorAt } from '../traces/Trace';
import { DigitPixels } from './DigitPixels';
import styles from './DigitReader.module.css';

/** Pixels of the picture are so many px wide. */
const pitch = 5;
/** Units stand in so many columns. */
const columns = 4;

/** The network without time: the whole picture at once, and its hidden units, each of which can be opened. */
export function DigitGlance({
  run,
  pixels,
  isShuffled,
  open,
  isAlive,
  onOpen,
}: {
  run: Run;
  pixels: Float32Array;
  isShuffled: boolean;
  /** The opened unit, from 1; 0 when none is. */
  open: number;
  isAlive: boolean;
  onOpen: (unit: number) => void;
}) {
  const hidden = vectorAt(run.trace, 'h', 0);
  // One tab stop: arrow keys go from unit to unit.
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[event.key];
    const units = [...event.currentTarget.querySelectorAll<HTMLElement>('button')];
    const at = units.findIndex((unit) => unit === document.activeElement);
    const next = event.key === 'Home' ? units[0] : event.key === 'End' ? units.at(-1) : by && units[at + by];
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  return (
    <div className={styles.glance}>
      <h3>At a glance: one step, no past</h3>
      <div className={styles.glanceParts}>
        <svg className={styles.whole} width={side * pitch} height={side * pitch} aria-hidden="true" data-term="x">
          <DigitPixels pixels={pixels} isShuffled={isShuffled} pitch={pitch} isAlive={isAlive} />
        </svg>
        <svg className={styles.arrow} width={22} height={12} aria-hidden="true" data-term="W_xh">
          <path d="M0 6H18M13 1l6 5-6 5" />
        </svg>
        <div
          className={styles.units}
          role="toolbar"
          aria-label={`${hidden.length} hidden units; arrow keys move, Enter opens the weights of one`}
          onKeyDown={onKeyDown}
          data-field="glance"
        >
          {Array.from(hidden, (value, unit) => (
            <button
              key={unit}
              type="button"
              className={value < 0 ? `${styles.unitCell} ${styles.isNegative}` : styles.unitCell}
              style={{ '--share': `${Math.round(Math.min(1, Math.abs(value)) * 100)}%` } as CSSProperties}
              tabIndex={unit + 1 === Math.max(1, open) ? 0 : -1}
              aria-label={`hidden unit ${unit + 1}, ${formatNumber(value)}`}
              aria-pressed={unit + 1 === open}
              title={`h${unit + 1} = ${formatNumber(value)}`}
              onClick={() => onOpen(unit + 1 === open ? 0 : unit + 1)}
              data-term="h"
              data-glance-unit={unit + 1}
              data-value={exactText(value)}
            />
          ))}
        </div>
      </div>
      <p className={styles.hint}>{hidden.length} tanh units. Open one to see what it looks for.</p>
    </div>
  );
}
