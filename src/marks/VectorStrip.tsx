import { memo } from 'react';
import type { Role } from '../base/quantities';
import styles from './marks.module.css';
import { SignedCell } from './SignedCell';

interface VectorStripProps {
  /** [n], in order of units. */
  readonly values: Float32Array;
  readonly hue: Role;
  /** The letter whose column it is, counted from 1. */
  readonly step: number;
  readonly width: number;
  readonly columns: number;
  /** [n], what the values are compared with. */
  readonly ghost?: Float32Array | undefined;
}

/** The size of a strip's cells and of its frame, px, for n units in so many columns. */
export function measureStrip(n: number, columns: number, width: number) {
  const padding = 4;
  const gap = 2;
  const pitch = 10.4;
  const rows = Math.ceil(n / columns);
  return {
    padding,
    cellWidth: (width - 2 * padding - (columns - 1) * gap) / columns,
    cellHeight: 8.6,
    pitchX: (width - 2 * padding + gap) / columns,
    pitchY: pitch,
    height: 2 * padding + rows * pitch - (pitch - 8.6),
  };
}

/** Where a unit (0-based) lies in a strip, px from its upper left corner. Units run row by row. */
export function placeInStrip(unit: number, n: number, columns: number, width: number) {
  const { padding, pitchX, pitchY, cellWidth, cellHeight } = measureStrip(n, columns, width);
  return {
    x: padding + (unit % columns) * pitchX,
    y: padding + Math.floor(unit / columns) * pitchY,
    width: cellWidth,
    height: cellHeight,
  };
}

/** A state vector as a framed strip of signed cells, its upper left corner at the origin. Drawn anew only when a number has changed. */
export const VectorStrip = memo(function VectorStrip({ values, hue, step, width, columns, ghost }: VectorStripProps) {
  const { height } = measureStrip(values.length, columns, width);
  return (
    <g className={styles[hue]}>
      <rect className={styles.frame} width={width} height={height} rx={7} />
      {Array.from(values, (value, unit) => (
        <SignedCell
          key={unit}
          value={value}
          hue={hue}
          unit={unit + 1}
          step={step}
          ghost={ghost?.[unit]}
          {...placeInStrip(unit, values.length, columns, width)}
        />
      ))}
    </g>
  );
}, isSameStrip);

function isSameStrip(a: VectorStripProps, b: VectorStripProps): boolean {
  return (
    a.step === b.step &&
    a.width === b.width &&
    a.columns === b.columns &&
    a.hue === b.hue &&
    isSameVector(a.values, b.values) &&
    isSameVector(a.ghost, b.ghost)
  );
}

/** Whether two vectors hold the same numbers, or neither is there. */
export function isSameVector(a: Float32Array | undefined, b: Float32Array | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a === b || (a.length === b.length && a.every((value, i) => Object.is(value, b[i])));
}
