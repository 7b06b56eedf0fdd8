import { memo } from 'react';
import type { Role } from '../base/quantities';
import styles from './marks.module.css';
import { SignedCell } from './SignedCell';
import { isSameVector } from './VectorStrip';

interface HeatmapRowProps {
  /** One unit's values, a cell a step. */
  readonly values: Float32Array;
  readonly hue: Role;
  /** The unit, from 1. */
  readonly unit: number;
  /** The letter of the first cell, from 1. */
  readonly firstStep: number;
  readonly pitch: number;
  readonly height: number;
  readonly extent: number;
  /** What the values are compared with, a cell a step; NaN where there is nothing. */
  readonly ghost?: Float32Array | undefined;
}

/** One row of a heatmap, its upper left corner at the origin: a signed cell a step. Drawn anew only when a number has changed. */
export const HeatmapRow = memo(function HeatmapRow({
  values,
  hue,
  unit,
  firstStep,
  pitch,
  height,
  extent,
  ghost,
}: HeatmapRowProps) {
  return (
    <g className={styles[hue]}>
      {Array.from(values, (value, at) => (
        <SignedCell
          key={firstStep + at}
          value={value}
          hue={hue}
          unit={unit}
          step={firstStep + at}
          extent={extent}
          ghost={numberIn(ghost, at)}
          x={at * pitch}
          y={0}
          width={pitch - 1.5}
          height={height}
        />
      ))}
    </g>
  );
}, isSame);

function isSame(a: HeatmapRowProps, b: HeatmapRowProps): boolean {
  const keys = ['hue', 'unit', 'firstStep', 'pitch', 'height', 'extent'] as const;
  return keys.every((key) => a[key] === b[key]) && isSameVector(a.values, b.values) && isSameVector(a.ghost, b.ghost);
}

function numberIn(values: Float32Array | undefined, at: number): number | undefined {
  const value = values?.[at];
  return value === undefined || Number.isNaN(value) ? undefined : value;
}
