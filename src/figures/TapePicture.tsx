import { useMemo } from 'react';
import type { Role } from '../base/quantities';
import { type Ghost, ghostVector } from '../frame/Ghost';
import type { Run } from '../frame/Run';
import { useColumnDrag } from '../frame/useColumnDrag';
import { DenseHeatmap } from '../marks/DenseHeatmap';
import { HeatmapRow } from '../marks/Heatmap';
import { showLetter } from '../marks/showLetter';
import { SignedCell } from '../marks/SignedCell';
import { lookOf } from '../marks/signed';
import { UnitLine } from '../marks/UnitLine';
import { quantityIn } from '../traces/Trace';
import styles from './figures.module.css';
import { heldRuns } from './heldRuns';
import type { TapeLayout } from './tapeLayout';

/** The drawing of StateTape: the text on top, coloured by the picked unit; under it a row a unit; at the bottom that unit as a line. */
export function TapePicture({
  run,
  ghost,
  quantity,
  layout,
  width,
  first,
  order,
  t,
  unit,
  extent,
  isAlive,
  onPick,
}: {
  run: Run;
  ghost: Ghost | undefined;
  quantity: 'h' | 'c';
  layout: TapeLayout;
  width: number;
  /** The first column shown, 0-based. */
  first: number;
  /** Units (0-based) from top to bottom. */
  order: readonly number[];
  t: number;
  unit: number;
  extent: number;
  /** Whether the page has come alive: before, the picture is drawn with fewer marks, so that it is small. */
  isAlive: boolean;
  onPick: (t: number, unit?: number) => void;
}) {
  const { size, values } = quantityIn(run.trace, quantity);
  const { left, pitch, rowPitch, top, count, isDense, lineTop, lineHeight } = layout;
  const letters = run.letters.slice(first, first + count);
  // Before the first letter there is one column all the same: the zero state.
  const isEmpty = run.trace.steps === 0;
  const series = useMemo(
    () =>
      Array.from({ length: size }, (_, u) =>
        Float32Array.from(
          { length: isEmpty ? 1 : Math.min(count, run.trace.steps - first) },
          (_, at) => values[(first + at) * size + u] ?? 0,
        ),
      ),
    [size, values, first, count, run.trace.steps, isEmpty],
  );
  const ghosts = useMemo(
    () =>
      ghost &&
      Array.from({ length: size }, (_, u) =>
        Float32Array.from(
          { length: Math.min(count, run.trace.steps - first) },
          (_, at) => ghostVector(ghost, quantity, first + at)?.[u] ?? Number.NaN,
        ),
      ),
    [ghost, quantity, size, first, count, run.trace.steps],
  );
  const none = useMemo(() => new Float32Array(), []);
  const ordered = useMemo(() => order.map((u) => series[u] ?? none), [order, series, none]);
  const orderedGhosts = useMemo(() => ghosts && order.map((u) => ghosts[u] ?? none), [order, ghosts, none]);
  const units = useMemo(() => order.map((u) => u + 1), [order]);
  const held = useMemo(
    () => heldRuns(run.trace.interventions ?? [], quantity, size, first, Math.min(count, run.trace.steps - first)),
    [run.trace, quantity, size, first, count],
  );
  const current = t - first - 1;
  const place = order.indexOf(unit - 1);
  const hue: Role = quantity;
  const picked = series[unit - 1] ?? none;
  // The line has its own scale where the colours' would flatten it.
  const lineExtent =
    quantity === 'h' ? 1 : Math.max(1, Math.ceil(picked.reduce((most, value) => Math.max(most, Math.abs(value)), 0)));
  const drag = useColumnDrag({
    stepAt(x) {
      const column = Math.floor((x - left) / pitch);
      return column >= 0 && column < letters.length ? first + column + 1 : undefined;
    },
    onStep: (step) => step !== t && onPick(step),
    onPress(step, { y }) {
      const row = y < top ? undefined : order[Math.floor((y - top) / rowPitch)];
      if (step !== undefined || row !== undefined) onPick(step ?? t, row === undefined ? undefined : row + 1);
    },
  });
  return (
    <svg className={styles.picture} width={width} height={layout.height} aria-hidden="true" {...drag}>
      <g transform={`translate(${left} ${top - 34})`}>
        {letters.map(({ shown, seen }, at) => {
          const value = picked[at] ?? 0;
          const look = lookOf(value, hue, extent);
          return (
            <g key={first + at} transform={`translate(${at * pitch} 0)`} data-letter={first + at + 1}>
              <SignedCell
                value={value}
                hue={hue}
                x={0}
                y={0}
                width={pitch - 1.5}
                height={27}
                hasSign={false}
                extent={extent}
                unit={unit}
                step={first + at + 1}
              />
              <text
                className={look.isDark ? `${styles.tapeLetter} ${styles.onDark}` : styles.tapeLetter}
                x={(pitch - 1.5) / 2}
                y={17}
              >
                {showLetter(shown)}
              </text>
              {look.isNegative && (
                <rect
                  className={look.isDark ? `${styles.tapeSign} ${styles.onDark}` : styles.tapeSign}
                  x={(pitch - 1.5) / 2 - 4}
                  y={22.5}
                  width={8}
                  height={1.3}
                />
              )}
              {shown !== seen && <path className={styles.swapMark} d={`M2 29.5H${pitch - 3.5}`} />}
            </g>
          );
        })}
      </g>
      {isDense || !isAlive ? (
        <g transform={`translate(${left} ${top})`} data-term={quantity}>
          <DenseHeatmap
            rows={ordered}
            units={units}
            hue={hue}
            pitchX={pitch}
            pitchY={rowPitch}
            extent={extent}
            hasValues={isAlive}
            ghosts={orderedGhosts}
          />
        </g>
      ) : (
        // In order of units, whatever the order on the screen: a row that moves stays itself, and glides.
        series.map((row, u) => (
          <g
            key={u}
            className={styles.tapeRow}
            style={{ transform: `translate(${left}px, ${top + order.indexOf(u) * rowPitch}px)` }}
            data-row={u + 1}
            data-term={quantity}
          >
            <text
              className={u === unit - 1 ? `${styles.rowLabel} ${styles.pickedLabel}` : styles.rowLabel}
              x={-10}
              y={rowPitch - 5}
            >
              {quantity}
              {u + 1}
            </text>
            <HeatmapRow
              values={row}
              hue={hue}
              unit={u + 1}
              firstStep={isEmpty ? 0 : first + 1}
              pitch={pitch}
              height={rowPitch - 2}
              extent={extent}
              ghost={ghosts?.[u]}
            />
          </g>
        ))
      )}
      {!isDense &&
        !isAlive &&
        order.map((u, row) => (
          <text
            key={u}
            data-term={quantity}
            className={u === unit - 1 ? `${styles.rowLabel} ${styles.pickedLabel}` : styles.rowLabel}
            x={left - 10}
            y={top + row * rowPitch + rowPitch - 5}
          >
            {quantity}
            {u + 1}
          </text>
        ))}
      {isEmpty && (
        <text className={styles.tapeLetter} x={left + pitch / 2} y={top - 14}>
          h₀
        </text>
      )}
      {isDense && (
        <text
          className={`${styles.rowLabel} ${styles.pickedLabel}`}
          x={left - 10}
          y={top + place * rowPitch + 6}
          data-term={quantity}
        >
          {quantity}
          {unit}
        </text>
      )}
      {held.map(({ unit: u, from, to }) => (
        <rect
          key={`${u} ${from}`}
          className={styles.held}
          x={left + from * pitch - 0.5}
          y={top + order.indexOf(u) * rowPitch - 0.5}
          width={(to - from) * pitch - 0.5}
          height={isDense ? rowPitch : rowPitch - 1}
          rx={2}
          data-held-unit={u + 1}
        />
      ))}
      {letters.length > 0 && (
        <>
          <rect
            className={styles.rowOutline}
            x={left - 2.5}
            y={top + place * rowPitch - 2}
            width={letters.length * pitch + 3}
            height={rowPitch + 2}
            rx={3}
          />
          <rect
            className={styles.outline}
            x={left + current * pitch - 2.5}
            y={top - 39}
            width={pitch + 3.5}
            height={size * rowPitch + 43}
            rx={7}
          />
        </>
      )}
      <g transform={`translate(${left} ${lineTop})`} data-term={quantity}>
        <UnitLine
          values={picked}
          hue={hue}
          pitch={pitch}
          height={lineHeight}
          extent={lineExtent}
          current={current}
          ghost={ghosts?.[unit - 1]}
        />
      </g>
    </svg>
  );
}
