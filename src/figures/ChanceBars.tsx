import { formatShare } from '../marks/formatNumber';
import { exactText } from '../marks/exactText';
import { useIsAlive } from '../marks/useIsAlive';
import { showLetter } from '../marks/showLetter';
import type { LetterLayout } from './letterLayout';
import styles from './NextLetter.module.css';

/**
 * The whole forecast: a bar for every letter that the network knows, the likeliest first. A tick on a bar says how high it stands in another
 * forecast; the letter that came next is marked, and so is the one that a number draws.
 */
export function ChanceBars({
  chances,
  beside,
  order,
  vocabulary,
  drawn,
  target,
  layout: { bars, left },
}: {
  chances: Float64Array;
  beside: ArrayLike<number> | undefined;
  /** Tokens from the likeliest on. */
  order: readonly number[];
  vocabulary: string;
  drawn: number;
  target: number | undefined;
  layout: LetterLayout;
}) {
  const { top, perRow, pitch, height, rowPitch } = bars;
  const most = Math.max(chances[order[0] ?? 0] ?? 0, ...Array.from(beside ?? []));
  const scale = [0.1, 0.3, 0.6, 1].find((edge) => most <= edge) ?? 1;
  const x0 = left > 60 ? left : 40;
  const heightOf = (chance: number) => (chance / scale) * height;
  const rows = Math.ceil(order.length / perRow);
  const isAlive = useIsAlive();
  return (
    <g transform={`translate(${x0} ${top})`} data-term="y">
      {Array.from({ length: rows }, (_, row) => (
        <g key={row} transform={`translate(0 ${row * rowPitch})`}>
          <path
            className={styles.baseline}
            d={`M0 ${height + 0.5}H${Math.min(perRow, order.length - row * perRow) * pitch}`}
          />
          {row === 0 && (
            <>
              <path className={styles.grid} d={`M0 0.5H${perRow * pitch}`} />
              <text className={styles.rowName} x={-8} y={4}>
                {formatShare(scale)}
              </text>
            </>
          )}
        </g>
      ))}
      {Array.from(vocabulary, (letter, token) => {
        const place = order.indexOf(token);
        const chance = chances[token] ?? 0;
        const other = beside?.[token];
        const isDrawn = token === drawn;
        return (
          <g
            key={token}
            className={styles.glide}
            style={{
              transform: `translate(${(place % perRow) * pitch}px, ${Math.floor(place / perRow) * rowPitch}px)`,
            }}
          >
            <rect
              className={isDrawn ? `${styles.bar} ${styles.drawnBar}` : styles.bar}
              x={1.5}
              y={height - heightOf(chance)}
              width={pitch - 3}
              height={Math.max(0.75, heightOf(chance))}
              data-value={isAlive ? exactText(chance) : undefined}
              data-token={isAlive ? token : undefined}
            />
            {other !== undefined && heightOf(Math.max(other, chance)) >= 1.5 && (
              <path
                className={styles.tick}
                d={`M0 ${height - heightOf(other)}H${pitch}`}
                data-beside={exactText(other)}
              />
            )}
            {token === target && <path className={styles.cameMark} d={`M${pitch / 2 - 4} ${height + 18.5}h8`} />}
            <text
              className={isDrawn || token === target ? `${styles.barLetter} ${styles.strong}` : styles.barLetter}
              x={pitch / 2}
              y={height + 13}
            >
              {showLetter(letter)}
            </text>
          </g>
        );
      })}
    </g>
  );
}
