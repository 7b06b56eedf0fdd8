import { useMemo } from 'react';
import type { Update } from '../engine/Trainer';
import styles from './CarryBit.module.css';
import { smoothCurve } from './smoothCurve';

/** Where the two curves are held against: what the best answer without a memory reaches, exactly. */
export interface MemorylessLevels {
  /** 0–1 */
  readonly accuracy: number;
  /** bits */
  readonly loss: number;
}

/** Loss and accuracy over the updates of a run, beside the exact levels of an answer without memory and of a coin. */
export function CarryCurves({
  updates,
  last,
  levels,
  width,
}: {
  updates: readonly Update[];
  last: number;
  levels: MemorylessLevels;
  width: number;
}) {
  const isWide = width >= 620;
  const panel = isWide ? (width - 24) / 2 : width;
  const curves = useMemo(
    () => ({
      accuracy: smoothCurve(updates.map(({ update, accuracy }) => [update, accuracy])),
      loss: smoothCurve(updates.map(({ update, loss }) => [update, loss])),
    }),
    [updates],
  );
  const height = 150;
  const panels = [
    {
      name: 'bits right',
      role: styles.y,
      curve: curves.accuracy,
      top: 1,
      bottom: 0.4,
      lines: [
        { at: 1, text: '100 %', side: -4 },
        { at: levels.accuracy, text: `without memory at best ${(levels.accuracy * 100).toFixed(2)} %`, side: -4 },
        { at: 0.5, text: 'a coin 50 %', side: 12 },
      ],
    },
    {
      name: 'loss, bits',
      role: styles.loss,
      curve: curves.loss,
      top: 1.15,
      bottom: 0,
      lines: [
        { at: 1, text: 'a coin 1 bit', side: -4 },
        { at: levels.loss, text: `without memory at best ${levels.loss.toFixed(3)}`, side: 12 },
        { at: 0, text: '0', side: -4 },
      ],
    },
  ];
  const latest = updates.at(-1);
  const label =
    latest === undefined
      ? 'no update has been made yet'
      : `after ${latest.update} updates the last batch was ${(latest.accuracy * 100).toFixed(1)} % right, at a loss of ${latest.loss.toFixed(3)} bits`;
  return (
    <>
      <svg
        className={styles.curves}
        width={width}
        height={isWide ? height : 2 * height + 16}
        role="img"
        aria-label={label}
      >
        {panels.map(({ name, role, curve, top, bottom, lines }, index) => {
          const y = (value: number): number =>
            30 + ((top - Math.min(top, Math.max(bottom, value))) / (top - bottom)) * (height - 48);
          const x = (update: number): number => 4 + (update / last) * (panel - 8);
          return (
            <g
              key={name}
              className={role}
              transform={isWide ? `translate(${index * (panel + 24)} 0)` : `translate(0 ${index * (height + 16)})`}
            >
              <text className={styles.curveName} x={4} y={13}>
                {name}
              </text>
              {lines.map(({ at, text, side }) => (
                <g key={text}>
                  <path className={styles.level} d={`M4 ${y(at)}H${panel - 4}`} />
                  <text className={styles.levelName} x={panel - 6} y={y(at) + side}>
                    {text}
                  </text>
                </g>
              ))}
              <path
                className={styles.curve}
                d={curve
                  .map(([update, value], i) => `${i === 0 ? 'M' : 'L'}${x(update).toFixed(1)} ${y(value).toFixed(1)}`)
                  .join('')}
              />
            </g>
          );
        })}
      </svg>
      <details className={styles.curveTable}>
        <summary>the curves as a table</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">update</th>
              <th scope="col">bits right</th>
              <th scope="col">loss, bits</th>
            </tr>
          </thead>
          <tbody>
            {thinned(curves.accuracy).map(([update, accuracy], place) => (
              <tr key={update}>
                <td>{update}</td>
                <td>{(accuracy * 100).toFixed(1)} %</td>
                <td>{thinned(curves.loss)[place]?.[1].toFixed(3)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}

/** Every so many points, so that a table of them can be read. */
function thinned<Point>(points: readonly Point[]): Point[] {
  const every = Math.max(1, Math.ceil(points.length / 24));
  return points.filter((_, place) => place % every === every - 1 || place === points.length - 1);
}
