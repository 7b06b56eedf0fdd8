import { type CSSProperties, memo } from 'react';
import type { Role } from '../base/quantities';
import styles from './marks.module.css';

/** Shades that are told apart on each side of zero; finer steps could not be seen. */
const shades = 32;

interface DenseHeatmapProps {
  /** One vector a row, from top to bottom, each [columns]. */
  readonly rows: readonly Float32Array[];
  /** The unit of each row, from 1. */
  readonly units: readonly number[];
  readonly role: Role;
  readonly pitchX: number;
  readonly pitchY: number;
  readonly extent: number;
}

/** A heatmap of thousands of cells: all cells of one shade are one path. Each row still bears its unrounded numbers, in `data-values`. */
export const DenseHeatmap = memo(function DenseHeatmap({
  rows,
  units,
  role,
  pitchX,
  pitchY,
  extent,
}: DenseHeatmapProps) {
  const paths = new Map<number, string[]>();
  rows.forEach((row, r) => {
    row.forEach((value, column) => {
      const share = Number.isFinite(value) ? Math.max(-1, Math.min(1, value / extent)) : 0;
      const shade = Math.round(share * shades);
      const cells = paths.get(shade) ?? [];
      if (cells.length === 0) paths.set(shade, cells);
      cells.push(
        `M${round(column * pitchX)} ${round(r * pitchY)}h${round(pitchX - 1)}v${round(pitchY - 0.6)}h-${round(pitchX - 1)}z`,
      );
    });
  });
  const width = (rows[0]?.length ?? 0) * pitchX;
  return (
    <g className={styles[role]}>
      {[...paths]
        .sort(([a], [b]) => a - b)
        .map(([shade, cells]) => (
          <path
            key={shade}
            className={`${styles.cell} ${shade < 0 ? styles.negative : styles[role]}`}
            style={{ '--share': `${(Math.abs(shade) / shades) * 100}%` } as CSSProperties}
            d={cells.join('')}
          />
        ))}
      {rows.map((row, r) => (
        <rect
          key={units[r]}
          fill="none"
          pointerEvents="all"
          y={r * pitchY}
          width={width}
          height={pitchY}
          data-unit={units[r]}
          data-values={Array.from(row, String).join(' ')}
        />
      ))}
    </g>
  );
});

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
