import { type ReactNode, useMemo } from 'react';
import { type BakedEquation, Equation, LiveEquation } from '../marks/Equation';
import type { EquationPair } from './bakeEquation';
import styles from './frame.module.css';
import { numbersAt } from './slotContext';
import type { Figure } from './useFigure';

/**
 * The equation in symbols, and under it the same equation in the live numbers of the picked unit.
 * @param equation of the quantity of which a unit is picked
 * @param more further equations, in symbols alone
 */
export function EquationRail({
  figure,
  equation,
  more = [],
  children,
}: {
  figure: Figure;
  equation: EquationPair;
  more?: readonly BakedEquation[];
  children?: ReactNode;
}) {
  const { run, weights, t, unit } = figure;
  const values = useMemo(() => numbersAt(equation.slots, run, weights, t, unit), [equation, run, weights, t, unit]);
  return (
    <div className={styles.rail}>
      <span className={styles.railLabel}>
        at <b>t = {t}</b>, unit{' '}
        <b>
          {equation.quantity}
          <sub>{unit}</sub>
        </b>
      </span>
      <div className={styles.railLine}>
        {[equation.symbols, ...more].map((symbols) => (
          <Equation key={symbols.html} equation={symbols} />
        ))}
      </div>
      <span className={styles.railLabel}>with numbers</span>
      <div className={styles.railLine}>
        <LiveEquation key={equation.numbers.html} equation={equation.numbers} numbers={values} />
        {children}
      </div>
    </div>
  );
}
