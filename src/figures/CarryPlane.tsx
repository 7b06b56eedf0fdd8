import { useMemo } from 'react';
import { type Ghost, ghostVector } from '../frame/Ghost';
import type { Run } from '../frame/Run';
import type { BitSum } from '../tasks/addBits';
import { vectorAt } from '../traces/Trace';
import styles from './CarryBit.module.css';
import type { CarryLayout } from './carryGeometry';
import { placeState } from './carryProbe';
import type { SumsMeasured } from './measureSums';

/** State space seen along the carry’s direction: the states of other sums as their carries, and the path of this one up to the playhead. */
export function CarryPlane({
  run,
  ghost,
  measured,
  box,
  truth,
  t,
}: {
  run: Run;
  ghost: Ghost | undefined;
  measured: SumsMeasured;
  box: CarryLayout['plane'];
  truth: BitSum;
  t: number;
}) {
  const { trace } = run;
  const { probe, points } = measured;
  const path = useMemo(
    () => Array.from({ length: trace.steps }, (_, step) => placeState(probe, vectorAt(trace, 'h', step))),
    [trace, probe],
  );
  const ghostPath = useMemo(() => {
    if (ghost === undefined) return [];
    return Array.from({ length: trace.steps }, (_, step) => {
      const h = ghostVector(ghost, 'h', step);
      return h?.length === probe.direction.length ? placeState(probe, h) : undefined;
    });
  }, [ghost, trace, probe]);
  const [left, right] = extentOf([...points.map(({ along }) => along), ...path.map(([along]) => along)]);
  const [low, high] = extentOf([...points.map(({ across }) => across), ...path.map(([, across]) => across)]);
  const foot = 30;
  const at = ([along, across]: readonly [number, number]): [number, number] => [
    box.x + 14 + ((along - left) / (right - left)) * (box.width - 28),
    box.y + 24 + ((high - across) / (high - low)) * (box.height - 24 - foot - 12),
  ];
  const line = (places: readonly (readonly [number, number])[]): string =>
    places
      .map((place, index) => {
        const [x, y] = at(place);
        return `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
      })
      .join('');
  const start = placeState(probe, new Float32Array(probe.direction.length));
  const current = t === 0 ? start : (path[t - 1] ?? start);
  const [border] = at([0, 0]);
  const [cx, cy] = at(current);
  const isRead = current[0] > 0;
  return (
    <g className={styles.plane}>
      <rect className={styles.planeBox} x={box.x} y={box.y} width={box.width} height={box.height} rx={8} />
      <rect
        className={styles.carrySide}
        x={border}
        y={box.y + 1}
        width={Math.max(0, box.x + box.width - border - 1)}
        height={box.height - foot}
        rx={7}
      />
      <path className={styles.border} d={`M${border} ${box.y + 8}V${box.y + box.height - foot}`} />
      {points.map(({ along, across, carry }, index) => {
        const [x, y] = at([along, across]);
        return (
          <text key={index} className={carry === 1 ? styles.one : styles.zero} x={x} y={y + 3} data-point>
            {carry}
          </text>
        );
      })}
      {ghostPath.length > 0 && (
        <path className={styles.ghostPath} d={line([start, ...ghostPath.filter((p) => p !== undefined)])} />
      )}
      <path className={styles.rest} d={line([current, ...path.slice(t)])} />
      <path className={styles.trail} d={line([start, ...path.slice(0, t)])} />
      <circle className={styles.origin} {...place(at(start))} r={3.5} />
      {path.slice(0, t).map((where, step) => (
        <circle key={step} className={styles.stop} {...place(at(where))} r={2.6} />
      ))}
      <circle className={styles.current} cx={cx} cy={cy} r={10} />
      <text className={styles.currentDigit} x={cx} y={cy + 4}>
        {t === 0 ? '' : truth.carry[t - 1]}
      </text>
      <text className={styles.axis} x={box.x + 12} y={box.y + box.height - 11}>
        ◂ reads 0
      </text>
      <text className={`${styles.axis} ${styles.axisMiddle}`} x={box.x + box.width / 2} y={box.y + box.height - 11}>
        along the carry
      </text>
      <text className={`${styles.axis} ${styles.axisEnd}`} x={box.x + box.width - 12} y={box.y + box.height - 11}>
        reads 1 ▸
      </text>
      <text className={styles.axis} x={box.x + 12} y={box.y + 18}>
        state after t = {t}: {isRead ? 'one' : 'none'} to carry
      </text>
    </g>
  );
}

function place([cx, cy]: readonly [number, number]): { cx: number; cy: number } {
  return { cx, cy };
}

/** The range of numbers, never empty, with a little room at both ends. */
function extentOf(values: readonly number[]): [number, number] {
  let [low, high] = [0, 0];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const room = Math.max(0.1, (high - low) * 0.06);
  return [low - room, high + room];
}
