import { line } from 'd3';
import styles from './marks.module.css';

const width = 250;
const height = 92;
const x = (sum: number) => width / 2 + (Math.max(-4, Math.min(4, sum)) / 4) * (width / 2 - 10);
const y = (squashed: number) => height / 2 - squashed * (height / 2 - 10);
const points = Array.from({ length: 65 }, (_, i): [number, number] => [-4 + i / 8, Math.tanh(-4 + i / 8)]);
const curve =
  line()
    .x(([sum]) => x(sum))
    .y(([, squashed]) => y(squashed))(points) ?? '';

/** The curve of tanh from −4 to 4, and where a sum falls on it. */
export function SquashCurve({ sum }: { sum: number }) {
  const isKnown = Number.isFinite(sum);
  return (
    <svg className={styles.h} width={width} height={height} aria-hidden="true">
      <path className={styles.axis} d={`M10 ${y(0)}H${width - 10}M${x(0)} 8V${height - 8}`} />
      <text className={styles.axisLabel} x={x(0) + 4} y={14}>
        1
      </text>
      <text className={styles.axisLabel} x={x(0) + 4} y={height - 6}>
        −1
      </text>
      <text className={styles.axisLabel} x={width - 10} y={y(0) + 12} textAnchor="end">
        sum
      </text>
      <path className={styles.line} d={curve} />
      {isKnown && <circle className={styles.dot} cx={x(sum)} cy={y(Math.tanh(sum))} r={5} />}
    </svg>
  );
}
