import type { CSSProperties } from 'react';
import styles from './CutTheWire.module.css';
import { measureStrip, placeInStrip } from '../marks/VectorStrip';

const shades = 24;
const across = 4;

/**
 * A row of states as a page holds it before it is alive: strips as they will be, but all cells of one shade are one path, so that the page is
 * small. Upper edge at y = 0; `xs` are the left edges.
 */
export function BakedStrips({
  states,
  xs,
  width,
}: {
  states: readonly Float32Array[];
  xs: readonly number[];
  width: number;
}) {
  const units = states[0]?.length ?? 0;
  const { height, cellWidth, cellHeight } = measureStrip(units, across, width);
  const paths = new Map<number, string>();
  states.forEach((state, place) =>
    state.forEach((value, unit) => {
      const shade = Math.round(Math.max(-1, Math.min(1, value)) * shades);
      const { x, y } = placeInStrip(unit, units, across, width);
      const cell = `M${round((xs[place] ?? 0) + x)} ${round(y)}h${round(cellWidth)}v${cellHeight}h-${round(cellWidth)}z`;
      paths.set(shade, (paths.get(shade) ?? '') + cell);
    }),
  );
  return (
    <g data-term="h">
      {xs.map((x) => (
        <rect key={x} className={styles.denseFrame} x={x} width={width} height={height} rx={7} />
      ))}
      {[...paths].map(([shade, d]) => (
        <path
          key={shade}
          className={shade < 0 ? styles.bakedNegative : styles.bakedPositive}
          style={{ '--share': `${Math.round((Math.abs(shade) / shades) * 100)}%` } as CSSProperties}
          d={d}
        />
      ))}
    </g>
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
