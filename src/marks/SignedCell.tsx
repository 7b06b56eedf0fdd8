import type { Role } from '../base/quantities';
import { exactText } from './exactText';
import styles from './marks.module.css';
import { lookOf } from './signed';
import { useIsAlive } from './useIsAlive';

/** One signed number as a coloured cell, x y width height in px; with a small minus bar where there is room, and a cross where it is no number. */
export function SignedCell(props: {
  value: number;
  hue: Role;
  x: number;
  y: number;
  width: number;
  height: number;
  extent?: number;
  /** The unit it belongs to, counted from 1; tests and pointers find it by that. */
  unit?: number;
  /** The column's letter, counted from 1. */
  step?: number;
  /** Whether a minus bar is drawn where there is room. */
  hasSign?: boolean;
  /** What it is compared with: where it differs, it stands in a notch at the cell’s right end. */
  ghost?: number | undefined;
}) {
  const { value, hue, x, y, width, height, extent, unit, step, hasSign = true, ghost } = props;
  const isAlive = useIsAlive();
  const look = lookOf(value, hue, extent);
  const bar = Math.min(8, width * 0.45);
  const hasRoom = hasSign && width >= 10 && height >= 7;
  const notch = ghost !== undefined && isSeenApart(value, ghost, extent) ? Math.max(3, Math.min(12, width * 0.3)) : 0;
  return (
    <>
      <rect
        className={look.className}
        style={look.style}
        x={x}
        y={y}
        width={width}
        height={height}
        rx={Math.min(2, height / 4)}
        data-value={isAlive ? exactText(value) : undefined}
        data-unit={isAlive ? unit : undefined}
        data-step={isAlive ? step : undefined}
        data-ghost={ghost === undefined ? undefined : exactText(ghost)}
      />
      {look.isNegative && look.isFinite && hasRoom && (
        <rect
          className={look.isDark ? `${styles.minus} ${styles.onDark}` : styles.minus}
          x={x + (width - notch) / 2 - bar / 2}
          y={y + height / 2 - 0.6}
          width={bar}
          height={1.2}
        />
      )}
      {notch > 0 && ghost !== undefined && (
        <Notch value={ghost} hue={hue} extent={extent} x={x + width - notch} y={y} width={notch} height={height} />
      )}
      {!look.isFinite && (
        <path
          className={styles.overflow}
          d={`M${x + 2} ${y + 1}L${x + width - 2} ${y + height - 1}M${x + 2} ${y + height - 1}L${x + width - 2} ${y + 1}`}
        />
      )}
    </>
  );
}

/** Whether two values differ by so much that their colours do. */
export function isSeenApart(value: number, ghost: number, extent = 1): boolean {
  return !(Math.abs(value - ghost) < 0.08 * extent);
}

function Notch(props: {
  value: number;
  hue: Role;
  extent: number | undefined;
  x: number;
  y: number;
  width: number;
  height: number;
}) {
  const { value, hue, extent, x, y, width, height } = props;
  const look = lookOf(value, hue, extent);
  return (
    <>
      <rect
        className={`${look.className} ${styles.notch}`}
        style={look.style}
        x={x}
        y={y}
        width={width}
        height={height}
      />
      {look.isNegative && width >= 5 && height >= 7 && (
        <rect
          className={look.isDark ? `${styles.minus} ${styles.onDark}` : styles.minus}
          x={x + width / 2 - 1.6}
          y={y + height / 2 - 0.6}
          width={3.2}
          height={1.2}
        />
      )}
    </>
  );
}
