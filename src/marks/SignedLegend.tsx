import type { Role } from '../base/quantities';
import { formatNumber } from './formatNumber';
import styles from './marks.module.css';
import { SignedCell } from './SignedCell';

/** What the colours of signed cells mean: from −extent through zero to +extent. */
export function SignedLegend({ hue, symbol, extent = 1 }: { hue: Role; symbol: string; extent?: number }) {
  const edge = Number.isInteger(extent) ? String(extent) : formatNumber(extent, 1);
  const values = [-1, -0.5, 0, 0.5, 1];
  return (
    <span className={styles.legend}>
      <span>
        <i>{symbol}</i>−{edge}
      </span>
      <svg width={values.length * 20} height={12} aria-hidden="true">
        {values.map((value, i) => (
          <SignedCell key={value} value={value} hue={hue} x={i * 20} y={0} width={19} height={12} />
        ))}
      </svg>
      <span>{edge}</span>
    </span>
  );
}
