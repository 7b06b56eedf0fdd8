import { type CSSProperties, memo } from 'react';
import type { Role } from '../base/quantities';
import { exactText } from './exactText';
import styles from './marks.module.css';
import { shadeRuns } from './shadeRuns';

interface DenseRowsProps {
  /** One vector a step, from top to bottom, each [columns]. */
  readonly rows: readonly Float32Array[];
  readonly hue: Role;
  readonly pitchX: number;
  readonly pitchY: number;
  /** The largest size that is told apart. */
  readonly extent?: number;
  /** Shades on each side of zero: a page that is not yet alive does with few. */
  readonly shades?: number;
  /** Whether columns are told apart by lines, where they are wide enough. */
  readonly hasColumns?: boolean;
  /** Whether each row bears its unrounded numbers. */
  readonly hasValues: boolean;
}

/**
 * A heatmap whose rows are steps, time running down, for thousands of cells: one path a shade. Each row bears its step, and its unrounded numbers in
 * `data-values`.
 */
export const DenseRows = memo(function DenseRows({
  rows,
  hue,
  pitchX,
  pitchY,
  extent = 1,
  shades = 32,
  hasColumns = false,
  hasValues,
}: DenseRowsProps) {
  const levels = rows.map((row) =>
    Array.from(row, (value) => {
      const share = Number.isFinite(value) ? Math.max(-1, Math.min(1, value / extent)) : 0;
      return Math.round(share * shades);
    }),
  );
  const columns = rows[0]?.length ?? 0;
  const [width, height] = [round(columns * pitchX), round(rows.length * pitchY)];
  return (
    <g className={styles[hue]}>
      <rect className={styles.cell} width={width} height={height} />
      <g transform={`scale(${round(pitchX, 4)} ${round(pitchY, 4)}) translate(0 .5)`}>
        {[...shadeRuns(levels)].map(([level, path]) => (
          <path
            key={level}
            className={`${styles.run} ${level < 0 ? styles.negativeRun : styles[hue]}`}
            style={{ '--share': `${Math.round((Math.abs(level) / shades) * 100)}%` } as CSSProperties}
            d={path}
          />
        ))}
      </g>
      {hasColumns && (
        <path
          className={styles.columnLines}
          d={Array.from({ length: columns - 1 }, (_, at) => `M${round((at + 1) * pitchX)} 0V${height}`).join('')}
        />
      )}
      {hasValues &&
        rows.map((row, r) => (
          <rect
            key={r}
            fill="none"
            pointerEvents="all"
            y={round(r * pitchY)}
            width={width}
            height={pitchY}
            data-step={r + 1}
            data-values={Array.from(row, exactText).join(' ')}
          />
        ))}
    </g>
  );
});

function round(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}
