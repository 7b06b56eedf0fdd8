import { boxAt, type BoxesLayout } from './boxesGeometry';
import type { Twins } from './findTwins';
import styles from './ThreeBoxes.module.css';
import type { UnrolledColumn } from './unrolledColumns';

/** Joins two steps at which the same letter was read: below their inputs, and above their predictions, where it says whether those agree. */
export function BoxesTie({
  layout,
  columns,
  twins,
  opacity,
}: {
  layout: BoxesLayout;
  columns: readonly UnrolledColumn[];
  twins: Twins;
  opacity: number;
}) {
  const places = [twins.first, twins.second].map((t) => columns.findIndex(({ step }) => step === t + 1));
  const [first = -1, second = -1] = places;
  if (first < 0 || second < 0) return null;
  const [left, right] = [boxAt(layout, 'x', first, 1).x, boxAt(layout, 'x', second, 1).x];
  const middle = (left + right) / 2;
  const bottom = layout.rows.x + layout.heights.x / 2 + 5;
  const top = layout.rows.y - layout.heights.y / 2 - 5;
  const arc = (y: number, by: number) =>
    `M${left} ${y}v${by - Math.sign(by) * 8}q0 ${Math.sign(by) * 8} 8 ${Math.sign(by) * 8}H${right - 8}q8 0 8 ${-Math.sign(by) * 8}V${y}`;
  return (
    <g opacity={opacity} data-twins={twins.isSameAnswer ? 'same' : 'other'}>
      <g className={styles.isSame}>
        <path className={styles.tie} d={arc(bottom, 18)} />
        <text className={styles.tieName} x={middle} y={bottom + 22}>
          the same letter
        </text>
      </g>
      <g className={twins.isSameAnswer ? styles.isSame : undefined}>
        <path className={styles.tie} d={arc(top, -18)} strokeDasharray={twins.isSameAnswer ? undefined : '4 4'} />
        <text className={styles.tieName} x={middle} y={top - 14}>
          {twins.isSameAnswer ? 'the same answer' : 'another answer'}
        </text>
      </g>
    </g>
  );
}
