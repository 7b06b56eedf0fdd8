import styles from './frame.module.css';

/** Picks a unit without aiming at it: one up, one down. */
export function UnitStepper({
  unit,
  size,
  symbol = 'h',
  onChange,
}: {
  unit: number;
  size: number;
  symbol?: string;
  onChange: (unit: number) => void;
}) {
  return (
    <span className={styles.stepper} role="group" aria-label="unit">
      <span aria-hidden="true">unit</span>
      <button
        type="button"
        className={styles.small}
        aria-label="previous unit"
        disabled={unit <= 1}
        onClick={() => onChange(unit - 1)}
      >
        ◂
      </button>
      <output data-term={symbol}>
        {symbol}
        <sub>{unit}</sub>
      </output>
      <button
        type="button"
        className={styles.small}
        aria-label="next unit"
        disabled={unit >= size}
        onClick={() => onChange(unit + 1)}
      >
        ▸
      </button>
    </span>
  );
}
