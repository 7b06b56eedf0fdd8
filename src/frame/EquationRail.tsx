import type { ReactNode } from 'react';
import { type BakedEquation, Equation, LiveEquation } from '../marks/Equation';
import styles from './frame.module.css';

/** The equation in symbols, and under it the same equation in one unit's live numbers; `unit` 0 where nothing has been read. */
export function EquationRail({
  t,
  unit,
  symbol,
  symbols,
  numbers,
  values,
  children,
}: {
  t: number;
  unit: number;
  symbol: string;
  symbols: readonly BakedEquation[];
  numbers: BakedEquation;
  values: readonly number[] | undefined;
  children?: ReactNode;
}) {
  return (
    <div className={styles.rail}>
      <span className={styles.railLabel}>
        at <b>t = {t}</b>, unit{' '}
        <b>
          {symbol}
          <sub>{unit}</sub>
        </b>
      </span>
      <div className={styles.railLine}>
        {symbols.map((equation) => (
          <Equation key={equation.html} equation={equation} />
        ))}
      </div>
      <span className={styles.railLabel}>with numbers</span>
      <div className={styles.railLine}>
        <LiveEquation key={numbers.html} equation={numbers} numbers={values} />
        {children}
      </div>
    </div>
  );
}
