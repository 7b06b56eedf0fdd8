import { line } from 'd3';
import type { Role } from '../base/quantities';
import styles from './marks.module.css';

/** One unit over time as a line, between −extent and extent; its first point stands at half a pitch. */
export function UnitLine({
  values,
  hue,
  pitch,
  height,
  extent,
  current,
  ghost,
}: {
  values: Float32Array;
  hue: Role;
  pitch: number;
  height: number;
  extent: number;
  /** The place of the playhead among the values, or −1. */
  current: number;
  /** The line that it is compared with; NaN where there is nothing. */
  ghost?: Float32Array | undefined;
}) {
  // A scale of d3 would bring formats and colour spaces along, onto a page that has to be small.
  const y = (value: number) => height / 2 - Math.max(-1, Math.min(1, value / extent)) * (height / 2 - 6);
  const x = (at: number) => (at + 0.5) * pitch;
  const draw = line<number>()
    .defined((value) => !Number.isNaN(value))
    .x((_, at) => x(at))
    .y((value) => y(Number.isFinite(value) ? value : 0));
  const path = draw(Array.from(values));
  const ghostPath = ghost === undefined || isSame(values, ghost) ? null : draw(Array.from(ghost));
  const at = values[current];
  return (
    <g className={styles[hue]}>
      <path className={styles.axis} d={`M0 ${y(0)}H${values.length * pitch}`} />
      {[extent, 0, -extent].map((tick) => (
        <text key={tick} className={styles.axisLabel} x={-10} y={y(tick) + 3.5} textAnchor="end">
          {tick < 0 ? `−${-tick}` : tick}
        </text>
      ))}
      {ghostPath !== null && <path className={styles.ghostLine} d={ghostPath} />}
      {path !== null && <path className={styles.line} d={path} />}
      {at !== undefined && <circle className={styles.dot} cx={x(current)} cy={y(at)} r={4.5} />}
    </g>
  );
}

function isSame(a: Float32Array, b: Float32Array): boolean {
  return a.every((value, i) => value === b[i]);
}
