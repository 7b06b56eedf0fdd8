import { memo } from 'react';
import { useColumnDrag } from '../frame/useColumnDrag';
import { PredictionBars } from '../marks/PredictionBars';
import { showLetter } from '../marks/showLetter';
import { SignedCell } from '../marks/SignedCell';
import { placeInStrip } from '../marks/VectorStrip';
import { Wire } from '../marks/Wire';
import { BoxesTie } from './BoxesTie';
import {
  boxAt,
  boxColumnAt,
  type BoxesLayout,
  type BoxKind,
  memoryWire,
  nameHeight,
  wireBetween,
} from './boxesGeometry';
import type { Twins } from './findTwins';
import styles from './ThreeBoxes.module.css';
import type { UnrolledColumn } from './unrolledColumns';

/** The drawing of ThreeBoxes: one set of boxes in a line, which becomes a column a step (inTime 0–1), and the wire between them (grown 0–1). */
export function BoxesPicture({
  columns,
  layout,
  width,
  t,
  unit,
  inTime,
  grown,
  twins,
  onPick,
}: {
  columns: readonly UnrolledColumn[];
  layout: BoxesLayout;
  width: number;
  t: number;
  unit: number;
  inTime: number;
  grown: number;
  twins: Twins | undefined;
  onPick: (t: number, unit?: number) => void;
}) {
  const isStill = inTime === 0;
  const current = columns.findIndex(({ step }) => step === t);
  const drag = useColumnDrag({
    stepAt: (x) => (isStill ? t : columns[boxColumnAt(layout, x) ?? -1]?.step),
    onStep: (step) => step !== t && onPick(step),
    onPress(step, { target }) {
      const cell = target instanceof Element ? target.closest<SVGElement>('[data-unit]') : null;
      if (step !== undefined) onPick(step, cell === null ? undefined : Number(cell.dataset.unit));
    },
  });
  return (
    <svg className={styles.picture} width={width} height={layout.height} aria-hidden="true" {...drag}>
      {columns.length > 0 && (
        <rect
          className={styles.playhead}
          x={boxAt(layout, 'h', current, 1).x - layout.pitch * 0.48}
          y={6}
          width={layout.pitch * 0.96}
          height={layout.height - 12}
          rx={12}
          opacity={inTime}
          data-field="t"
        />
      )}
      {twins !== undefined && <BoxesTie layout={layout} columns={columns} twins={twins} opacity={inTime} />}
      {grown > 0 &&
        columns
          .slice(1)
          .map(({ step }, at) => (
            <Wire
              key={step}
              symbol="W_hh"
              {...memoryWire(layout, at + 1, grown)}
              label={undefined}
              isStrong
              opacity={inTime}
            />
          ))}
      {columns.map((column, at) => {
        const isOne = at === current;
        const share = isOne ? 1 : inTime;
        if (share === 0) return null;
        return (
          <g
            key={column.step}
            data-column={column.step}
            className={isOne ? `${styles.column} ${styles.current}` : styles.column}
            opacity={share}
          >
            <Wire symbol="W_xh" {...wireBetween(layout, 'x', 'h', at, inTime)} />
            <Wire symbol="W_hy" {...wireBetween(layout, 'h', 'y', at, inTime)} />
            {(['x', 'h', 'y'] as const).map((kind) => {
              const { x, y, scale } = boxAt(layout, kind, at, inTime);
              return (
                <g
                  key={kind}
                  transform={`translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${scale.toFixed(3)})`}
                  data-term={kind}
                  className={styles[kind]}
                >
                  <Box kind={kind} column={column} layout={layout} inTime={inTime} />
                  {kind === 'h' && isOne && <Picked layout={layout} unit={unit} units={column.state.length} />}
                </g>
              );
            })}
          </g>
        );
      })}
    </svg>
  );
}

/** One box about its centre: its name, with the step in brackets as far as there is time, and what it holds. */
const Box = memo(function Box({
  kind,
  column: { step, shown, state, guesses },
  layout: { boxWidth, heights },
  inTime,
}: {
  kind: BoxKind;
  column: UnrolledColumn;
  layout: BoxesLayout;
  inTime: number;
}) {
  const top = -heights[kind] / 2;
  const index = `(${step})`;
  const shift = inTime * index.length * 3.1;
  return (
    <>
      <rect className={styles.box} x={-boxWidth / 2} y={top} width={boxWidth} height={heights[kind]} rx={9} />
      <g className={styles.name} transform={`translate(0 ${top + 17})`}>
        <text className={styles.symbol} x={-shift}>
          {kind.toUpperCase()}
        </text>
        {inTime > 0 && (
          <text className={styles.index} x={7} opacity={inTime}>
            {index}
          </text>
        )}
      </g>
      {kind === 'x' && (
        <text className={styles.letter} y={top + 44}>
          {showLetter(shown)}
        </text>
      )}
      {kind === 'h' && (
        <g transform={`translate(${-boxWidth / 2} ${top + nameHeight})`}>
          {Array.from(state, (value, u) => (
            <SignedCell
              key={u}
              value={value}
              hue="h"
              unit={u + 1}
              step={step}
              {...placeInStrip(u, state.length, 4, boxWidth)}
            />
          ))}
        </g>
      )}
      {kind === 'y' && (
        <g transform={`translate(${-boxWidth / 2 + 22} ${top + nameHeight + 12})`}>
          <PredictionBars guesses={guesses} step={step} full={boxWidth - 28} />
        </g>
      )}
    </>
  );
});

function Picked({ layout, unit, units }: { layout: BoxesLayout; unit: number; units: number }) {
  return (
    <rect
      className={styles.picked}
      transform={`translate(${-layout.boxWidth / 2} ${-layout.heights.h / 2 + nameHeight})`}
      {...placeInStrip(unit - 1, units, 4, layout.boxWidth)}
      rx={2}
    />
  );
}
