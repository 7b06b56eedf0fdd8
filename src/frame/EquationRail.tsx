import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import { type BakedEquation, Equation, LiveEquation } from '../marks/Equation';
import { formatNumber } from '../marks/formatNumber';
import type { EquationPair } from './bakeEquation';
import { holdOf, isCut } from './changes';
import styles from './frame.module.css';
import hand from './hand.module.css';
import { numbersAt } from './slotContext';
import { Symbol } from './Symbol';
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
  const { run, weights, t, unit, changes } = figure;
  const hold = t > 0 ? holdOf(changes, equation.quantity, unit - 1, t - 1) : undefined;
  const values = useMemo(() => numbersAt(equation.slots, run, weights, t, unit), [equation, run, weights, t, unit]);
  const rail = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The symbols were typeset once and for all; what is cut is struck out in them.
    for (const symbol of rail.current?.querySelectorAll<HTMLElement>('[role="toolbar"] [data-term]') ?? [])
      symbol.classList.toggle('is-cut', t > 0 && isCut(changes, symbol.dataset.term ?? '', t - 1));
  }, [changes, t, equation]);
  return (
    <div ref={rail} className={styles.rail}>
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
        {hold === undefined ? (
          <LiveEquation key={equation.numbers.html} equation={equation.numbers} numbers={values} />
        ) : (
          <span className={hand.heldNow} data-held={String(hold.value)}>
            <Symbol symbol={equation.quantity} subscript={String(unit)} term={equation.quantity} /> ={' '}
            <b>{formatNumber(hold.value)}</b>, held there by hand, whatever the equation says
          </span>
        )}
        {children}
      </div>
    </div>
  );
}
