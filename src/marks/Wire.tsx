import styles from './marks.module.css';
import { useIsAlive } from './useIsAlive';

/** Splits a weight's name into its letter and its subscript: `W_hh`. */
function partsOf(symbol: string): [string, string] {
  const [letter = '', subscript = ''] = symbol.split('_');
  return [letter, subscript];
}

/** The triangle of an arrowhead at (x, y), pointing along an angle in degrees. */
function headAt(x: number, y: number, angle: number): string {
  return `translate(${x} ${y}) rotate(${angle})`;
}

/**
 * An arrow that carries a weight's name. Pointing at it lights every other mark of that weight.
 * @param path from tail to head, without the last few px that the head covers
 * @param head where the head's tip is, and the angle it points along, degrees
 */
export function Wire({
  symbol,
  path,
  head,
  label,
  isStrong = false,
  isFaint = false,
  isCut = false,
  opacity,
}: {
  symbol: string;
  path: string;
  head: { x: number; y: number; angle: number };
  label?: { x: number; y: number; anchor?: 'start' | 'middle' | 'end' } | undefined;
  isStrong?: boolean;
  /** Faint until it is lit. */
  isFaint?: boolean;
  /** Nothing comes through: it is dashed, and its head is a stop. */
  isCut?: boolean;
  opacity?: number | undefined;
}) {
  const [letter, subscript] = partsOf(symbol);
  // A wire is taken hold of by a wider one that is not seen.
  const isAlive = useIsAlive();
  return (
    <g
      className={[styles.wireGroup, isStrong && styles.strong, isFaint && styles.faint, isCut && styles.cut]
        .filter(Boolean)
        .join(' ')}
      data-term={symbol}
      data-cut={isCut || undefined}
      opacity={opacity}
    >
      {isAlive && <path className={styles.grip} d={path} />}
      <path className={styles.wire} d={path} />
      <path
        className={isCut ? styles.stop : styles.head}
        d={isCut ? 'M-9 -5L-2 5M-2 -5L-9 5' : 'M0 0L-8 -4.5V4.5Z'}
        transform={headAt(head.x, head.y, head.angle)}
      />
      {label !== undefined && (
        <text className={styles.weight} x={label.x} y={label.y} textAnchor={label.anchor ?? 'start'}>
          {letter}
          <tspan dy="3">{subscript}</tspan>
        </text>
      )}
    </g>
  );
}
