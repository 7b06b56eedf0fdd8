import styles from './frame.module.css';
import type { Figure } from './useFigure';

/** Picks a unit without aiming at it: one up, one down. */
export function UnitStepper({ figure }: { figure: Figure }) {
  const { store, unit, units, quantity } = figure;
  const pick = (next: number) => store.setState({ unit: next });
  return (
    <span className={styles.stepper} role="group" aria-label="unit">
      <span aria-hidden="true">unit</span>
      <button
        type="button"
        className={styles.small}
        aria-label="previous unit"
        disabled={unit <= 1}
        onClick={() => pick(unit - 1)}
      >
        ◂
      </button>
      <output data-term={quantity} data-field="unit">
        {quantity}
        <sub>{unit}</sub>
      </output>
      <button
        type="button"
        className={styles.small}
        aria-label="next unit"
        disabled={unit >= units}
        onClick={() => pick(unit + 1)}
      >
        ▸
      </button>
    </span>
  );
}
