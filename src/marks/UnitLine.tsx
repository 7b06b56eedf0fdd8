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
}: {
  values: Float32Array;
  hue: Role;
  pitch: number;
  height: number;
  extent: number;
  /** The place of the playhead among the values, or −1. */
  current: number;
}) {
  // A scale of d3 would bring formats and colour spaces along, onto a page that has to be small.
  const y = (value: number) => height / 2 - Math.max(-1, Math.min(1, value / extent)) * (height / 2 - 6);
  const x = (at: number) => (at + 0.5) * pitch;
  const path = line<number>()
    .x((_, at) => x(at))
    .y((value) => y(Number.isFinite(value) ? value : 0))(Array.from(values));
  const at = values[current];
  return (
    <g className={styles[hue]}>
      <path className={styles.axis} d={`M0 ${y(0)}H${values.length * pitch}`} />
      {[extent, 0, -extent].map((tick) => (
        <text key={tick} className={styles.axisLabel} x={-10} y={y(tick) + 3.5} textAnchor="end">
          {tick < 0 ? `−${-tick}` : tick}
        </text>
      ))}
      {path !== null && <path className={styles.line} d={path} />}
      {at !== undefined && <circle className={styles.dot} cx={x(current)} cy={y(at)} r={4.5} />}
    </g>
  );
}
