import { exactText } from '../marks/exactText';
import { useIsAlive } from '../marks/useIsAlive';
import { showLetter } from '../marks/showLetter';
import type { LetterLayout } from './letterLayout';
import styles from './NextLetter.module.css';

/** The same chances laid end to end, from 0 to 1, and the random number that falls into one of them: how a letter is drawn. */
export function DrawStrip({
  chances,
  order,
  vocabulary,
  number,
  drawn,
  layout: { strip, left },
}: {
  chances: Float64Array;
  order: readonly number[];
  vocabulary: string;
  /** In [0, 1). */
  number: number;
  drawn: number;
  layout: LetterLayout;
}) {
  const { top, width, height } = strip;
  const parts = endToEnd(chances, order);
  // Where segments are thinner than a line, they are drawn as the one that they look like; the drawn one always by itself.
  const seen = parts.filter(({ size, token }) => size * width >= 1.5 || token === drawn);
  const rest = parts.find(({ size, token }) => size * width < 1.5 && token !== drawn)?.start ?? 1;
  const needle = number * width;
  const isAlive = useIsAlive();
  return (
    <g transform={`translate(${left} ${top})`} data-term="y">
      {left > 60 && (
        <text className={styles.rowName} x={-12} y={17}>
          end to end
        </text>
      )}
      <rect className={styles.stripEnd} x={rest * width} width={Math.max(0, (1 - rest) * width)} height={height} />
      {seen.map(({ token, rank, start, size }) => (
        <g key={token} transform={`translate(${start * width} 0)`}>
          <rect
            className={[styles.part, rank % 2 === 1 && styles.odd, token === drawn && styles.drawnPart]
              .filter(Boolean)
              .join(' ')}
            width={Math.max(0.75, size * width - 1)}
            height={height}
            data-value={isAlive ? exactText(size) : undefined}
            data-token={isAlive ? token : undefined}
          />
          {size * width > 13 && (
            <text
              className={token === drawn ? `${styles.partLetter} ${styles.onDark}` : styles.partLetter}
              x={(size * width) / 2}
              y={17.5}
            >
              {showLetter(vocabulary.charAt(token))}
            </text>
          )}
        </g>
      ))}
      <g className={styles.glide} style={{ transform: `translate(${needle}px, 0)` }}>
        <path className={styles.needle} d={`M0 -3V${height + 6}`} />
        <path className={styles.needleHead} d={`M0 ${height + 4}l-5 8h10z`} />
        <text
          className={styles.needleNumber}
          x={needle > width - 60 ? 8 : needle < 60 ? -6 : 0}
          y={height + 25}
          style={{ textAnchor: needle > width - 60 ? 'end' : needle < 60 ? 'start' : 'middle' }}
          data-number={exactText(number)}
        >
          {number.toFixed(3)} draws {showLetter(vocabulary.charAt(drawn))}
        </text>
      </g>
    </g>
  );
}

/** Where each chance lies between 0 and 1 when they are laid end to end in this order. */
function endToEnd(chances: Float64Array, order: readonly number[]) {
  let reached = 0;
  return order.map((token, rank) => {
    const [start, size] = [reached, chances[token] ?? 0];
    reached += size;
    return { token, rank, start, size };
  });
}
