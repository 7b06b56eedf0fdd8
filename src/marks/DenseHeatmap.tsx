import { type CSSProperties, memo } from 'react';
import type { Role } from '../base/quantities';
import { exactText } from './exactText';
import styles from './marks.module.css';
import { isSeenApart } from './SignedCell';

/** Shades that are told apart on each side of zero; finer steps could not be seen. */
const shades = 32;

interface DenseHeatmapProps {
  /** One vector a row, from top to bottom, each [columns]. */
  readonly rows: readonly Float32Array[];
  /** The unit of each row, from 1. */
  readonly units: readonly number[];
  readonly hue: Role;
  readonly pitchX: number;
  readonly pitchY: number;
  readonly extent: number;
  /** Whether each row bears its unrounded numbers; a page that is not yet alive does without. */
  readonly hasValues: boolean;
  /** One vector a row, as `rows`, that they are compared with; NaN where there is nothing. */
  readonly ghosts?: readonly Float32Array[] | undefined;
}

/**
 * A heatmap whose cells of one shade are one path: for thousands of cells, and for pages that must be small. Minus bars, where cells have room
 * for them, are one path too. Each row bears its unrounded numbers in `data-values`.
 */
export const DenseHeatmap = memo(function DenseHeatmap({
  rows,
  units,
  hue,
  pitchX,
  pitchY,
  extent,
  hasValues,
  ghosts,
}: DenseHeatmapProps) {
  const cell = (row: number, column: number, from: number) =>
    `M${round((column + from) * pitchX)} ${round(row * pitchY)}h${round((1 - from) * pitchX - 1)}v${round(pitchY - 0.6)}h-${round((1 - from) * pitchX - 1)}z`;
  const paths = groupByShade(rows, extent, (row, column) => cell(row, column, 0));
  // Where a value differs from what it is compared with, that stands in a notch at the cell’s right end.
  const notches =
    ghosts &&
    groupByShade(ghosts, extent, (row, column, ghost) => {
      const value = rows[row]?.[column] ?? Number.NaN;
      return Number.isNaN(ghost) || !isSeenApart(value, ghost, extent) ? '' : cell(row, column, 0.7);
    });
  const hasRoom = pitchX >= 11 && pitchY >= 9;
  const minus = hasRoom ? rows.flatMap((row, r) => listMinus(row, r, pitchX, pitchY)).join('') : '';
  const width = (rows[0]?.length ?? 0) * pitchX;
  return (
    <g className={styles[hue]}>
      <Shades of={paths} hue={hue} />
      {notches && <Shades of={notches} hue={hue} />}
      {minus !== '' && <path className={styles.minusLine} d={minus} />}
      {rows.map((row, r) => (
        <rect
          key={units[r]}
          fill="none"
          pointerEvents="all"
          y={r * pitchY}
          width={width}
          height={pitchY}
          data-unit={units[r]}
          data-values={hasValues ? Array.from(row, exactText).join(' ') : undefined}
        />
      ))}
    </g>
  );
});

/** The outlines of the cells of each shade. */
function groupByShade(
  rows: readonly Float32Array[],
  extent: number,
  outline: (row: number, column: number, value: number) => string,
): Map<number, string> {
  const paths = new Map<number, string>();
  rows.forEach((row, r) => {
    row.forEach((value, column) => {
      const share = Number.isFinite(value) ? Math.max(-1, Math.min(1, value / extent)) : 0;
      const shade = Math.round(share * shades);
      paths.set(shade, `${paths.get(shade) ?? ''}${outline(r, column, value)}`);
    });
  });
  return paths;
}

function Shades({ of, hue }: { of: ReadonlyMap<number, string>; hue: Role }) {
  return [...of]
    .filter(([, path]) => path !== '')
    .sort(([a], [b]) => a - b)
    .map(([shade, path]) => (
      <path
        key={shade}
        className={`${styles.cell} ${shade < 0 ? styles.negative : styles[hue]}`}
        style={{ '--share': `${(Math.abs(shade) / shades) * 100}%` } as CSSProperties}
        d={path}
      />
    ));
}

function listMinus(row: Float32Array, r: number, pitchX: number, pitchY: number): string[] {
  const size = Math.min(8, pitchX * 0.45);
  return Array.from(row).flatMap((value, column) =>
    value < 0
      ? [`M${round(column * pitchX + (pitchX - 1.5 - size) / 2)} ${round((r + 0.5) * pitchY - 1)}h${round(size)}`]
      : [],
  );
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
