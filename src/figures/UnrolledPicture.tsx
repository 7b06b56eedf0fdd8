import { useMemo } from 'react';
import type { Ghost } from '../frame/Ghost';
import type { Run } from '../frame/Run';
import { useColumnDrag } from '../frame/useColumnDrag';
import { showLetter } from '../marks/showLetter';
import { placeInStrip, VectorStrip } from '../marks/VectorStrip';
import { Wire } from '../marks/Wire';
import { systems } from '../systems';
import styles from './figures.module.css';
import { UnrolledCopy } from './UnrolledCopy';
import { rememberColumns } from './unrolledColumns';
import { columnX, placeAt, recurrentWire, type UnrolledLayout } from './unrolledGeometry';

/** The drawing of UnrolledGraph: the same columns folded onto each other (progress 0) or side by side (1). */
export function UnrolledPicture({
  run,
  ghost,
  layout,
  width,
  start,
  t,
  unit,
  isFull,
  hasProbabilities,
  progress,
  opacity,
  onPick,
  onCut,
}: {
  run: Run;
  ghost: Ghost | undefined;
  layout: UnrolledLayout;
  width: number;
  /** The first column shown, 0-based. */
  start: number;
  t: number;
  unit: number;
  isFull: boolean;
  /** Whether y sums to one, so that a loss makes sense. */
  hasProbabilities: boolean;
  progress: number;
  /** Of the whole picture, while it fades. */
  opacity: number;
  onPick: (t: number, unit?: number) => void;
  /** A wire was pressed, while wires can be cut. */
  onCut: ((weight: string) => void) | undefined;
}) {
  const columnAt = useMemo(() => rememberColumns(run, ghost), [run, ghost]);
  const columns = run.letters.slice(start, start + layout.count).map((_, at) => columnAt(start + at));
  const { rows, stripWidth, pitch } = layout;
  const current = t - start - 1;
  const isFolded = progress === 0;

  const drag = useColumnDrag({
    stepAt(x) {
      if (isFolded) return t;
      const place = placeAt(layout, x);
      return place === undefined ? undefined : columns[place]?.step;
    },
    onStep: (step) => step !== t && onPick(step),
    onPress(step, { target }) {
      const wire = target instanceof Element ? target.closest<SVGElement>('[data-term^="W_"]') : null;
      if (onCut !== undefined && wire?.dataset.term !== undefined) return onCut(wire.dataset.term);
      const cell = target instanceof Element ? target.closest<SVGElement>('[data-unit]') : null;
      if (step !== undefined) onPick(step, cell === null ? undefined : Number(cell.dataset.unit));
    },
  });
  const place = placeInStrip(unit - 1, systems[run.system].sizes.H ?? 0, 2, stripWidth);
  return (
    <svg
      className={onCut === undefined ? styles.picture : `${styles.picture} ${styles.scissors}`}
      width={width}
      height={layout.height}
      opacity={opacity}
      aria-hidden="true"
      {...drag}
    >
      {columns.length > 0 && (
        <rect
          className={styles.playhead}
          x={columnX(layout, current, progress) - pitch * 0.48}
          y={8}
          width={pitch * 0.96}
          height={layout.height - 16}
          rx={12}
        />
      )}
      <RowNames layout={layout} isFull={isFull} hasProbabilities={hasProbabilities} />
      {progress < 1 && <PassingText letters={run.letters} t={t} layout={layout} width={width} opacity={1 - progress} />}
      {columns.length === 0 && <ZeroState layout={layout} units={systems[run.system].sizes.H ?? 0} />}
      <g>
        {columns.map(({ step, cut }, at) => {
          const { path, head, label } = recurrentWire(layout, at, progress);
          const isOne = step === t;
          return (
            <Wire
              key={step}
              symbol="W_hh"
              path={path}
              head={head}
              label={
                at === 0 && !isOne && progress > 0.5
                  ? undefined
                  : { ...label, anchor: progress < 0.5 ? 'start' : 'middle' }
              }
              isStrong={step <= t}
              opacity={isOne ? 1 : progress}
              isFaint={step > t}
              isCut={cut.includes('W_hh')}
            />
          );
        })}
      </g>
      {columns.map((column, at) => {
        const { step } = column;
        const isOne = step === t;
        return (
          <g
            key={step}
            data-column={step}
            className={[styles.column, isOne && styles.current, step > t && styles.later].filter(Boolean).join(' ')}
            transform={`translate(${columnX(layout, at, progress).toFixed(1)} 0)`}
            opacity={isOne ? 1 : progress}
            pointerEvents={isFolded && !isOne ? 'none' : undefined}
          >
            <UnrolledCopy column={column} layout={layout} isFull={isFull} hasProbabilities={hasProbabilities} />
            {isOne && (
              <g transform={`translate(${-stripWidth / 2} ${rows.strip})`} pointerEvents="none">
                <rect className={styles.picked} {...place} rx={2} />
              </g>
            )}
          </g>
        );
      })}
    </svg>
  );
}

/** Folded, the text passes under the one cell: what has been read on the left, what is to come on the right. */
function PassingText(props: {
  letters: Run['letters'];
  t: number;
  layout: UnrolledLayout;
  width: number;
  opacity: number;
}) {
  const { letters, t, layout, width, opacity } = props;
  const pitch = 24;
  // Clear of the playhead's column.
  const gap = layout.pitch * 0.48 - 10;
  const before = Math.max(0, Math.floor((layout.foldedX - layout.margin - gap) / pitch) - 1);
  const after = Math.max(0, Math.floor((width - layout.foldedX - gap - 10) / pitch) - 1);
  const from = Math.max(0, t - 1 - before);
  return (
    <g opacity={opacity} pointerEvents="none">
      {letters.slice(from, t + after).map(({ shown }, at) => {
        const distance = from + at - (t - 1);
        if (distance === 0) return null;
        return (
          <text
            key={from + at}
            className={distance < 0 ? styles.passed : styles.coming}
            x={layout.foldedX + distance * pitch + Math.sign(distance) * gap}
            y={layout.rows.input + 6}
          >
            {showLetter(shown)}
          </text>
        );
      })}
    </g>
  );
}

interface RowName {
  readonly symbol: string;
  readonly term: string;
  readonly name: string;
  readonly y: number;
  /** Whether the word stands beside its symbol, where rows are close. */
  readonly isBeside?: boolean;
}

function RowNames({
  layout,
  isFull,
  hasProbabilities,
}: {
  layout: UnrolledLayout;
  isFull: boolean;
  hasProbabilities: boolean;
}) {
  const { rows, stripHeight, margin } = layout;
  const names: RowName[] = [
    { symbol: 'ŷ', term: 'y', name: hasProbabilities ? 'prediction' : 'score', y: rows.prediction + 18 },
    { symbol: 'h', term: 'h', name: 'memory', y: rows.strip + stripHeight / 2 - 4 },
    { symbol: 'x', term: 'x', name: 'input', y: rows.input - 2 },
    ...(isFull
      ? [
          { symbol: 'L', term: 'L', name: 'loss, bits', y: rows.loss, isBeside: true },
          { symbol: 'y', term: 'target', name: 'target', y: rows.target, isBeside: true },
        ]
      : []),
  ];
  return names.map(({ symbol, term, name, y, isBeside = false }: RowName) => (
    <g key={term} data-term={term} className={styles.rowName} transform={`translate(16 ${y})`}>
      <text className={styles.rowSymbol} y={4}>
        {symbol}
      </text>
      {margin > 60 && (
        <text className={styles.rowWord} x={isBeside ? 20 : 0} y={isBeside ? 4 : 20}>
          {name}
        </text>
      )}
    </g>
  ));
}

function ZeroState({ layout, units }: { layout: UnrolledLayout; units: number }) {
  const { rows, stripWidth, foldedX } = layout;
  return (
    <g transform={`translate(${foldedX - stripWidth / 2} ${rows.strip})`} data-term="h">
      <VectorStrip values={new Float32Array(units)} hue="h" step={0} width={stripWidth} columns={2} />
      <text className={styles.rowWord} x={stripWidth + 12} y={layout.stripHeight / 2 + 4}>
        h₀ = 0
      </text>
    </g>
  );
}
