import styles from './hand.module.css';

/** A symbol in running text, `h` with a subscript; pointing at it lights its term. */
export function Symbol({ symbol, subscript, term }: { symbol: string; subscript: string; term: string }) {
  return (
    <span className={styles.symbol} data-term={term}>
      {symbol}
      {subscript !== '' && <sub>{subscript}</sub>}
    </span>
  );
}
