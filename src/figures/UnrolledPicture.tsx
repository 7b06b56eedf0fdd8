import { useMemo } from 'react';
import type { Run } from '../frame/Run';
import { useColumnDrag } from '../frame/useColumnDrag';
import { formatNumber } from '../marks/formatNumber';
import { LetterBox } from '../marks/LetterBox';
import { type Guess, PredictionBars } from '../marks/PredictionBars';
import { showLetter } from '../marks/showLetter';
import { placeInStrip, VectorStrip } from '../marks/VectorStrip';
import { Wire } from '../marks/Wire';
import { systems } from '../systems';
import { valueAt, vectorAt } from '../traces/Trace';
import { guessLetters, lossInBits } from './guessLetters';
import styles from './figures.module.css';
import { columnX, placeAt, recurrentWire, type UnrolledLayout } from './unrolledGeometry';

/** What is drawn of one letter. */
interface Column {
  readonly step: number;
  readonly shown: string;
  readonly seen: string;
  readonly state: Float32Array;
  readonly guesses: readonly Guess[];
  /** The letter that came next, and what the guess cost, bits; missing after the last. */
  readonly target: { readonly shown: string; readonly loss: number } | undefined;
}

/** The drawing of UnrolledGraph: the same columns folded onto each other (progress 0) or side by side (1). */
export function UnrolledPicture({
  run,
  layout,
  width,
  start,
  t,
  unit,
  isFull,
  hasProbabilities,
  progress,
  onPick,
}: {
  run: Run;
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
  onPick: (t: number, unit?: number) => void;
}) {
  const columns = useMemo(() => listColumns(run, start, layout.count), [run, start, layout.count]);
  const { rows, stripWidth, stripHeight, pitch } = layout;
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
      const cell = target instanceof Element ? target.closest<SVGElement>('[data-unit]') : null;
      if (step !== undefined) onPick(step, cell === null ? undefined : Number(cell.dataset.unit));
    },
  });
  const place = placeInStrip(unit - 1, systems[run.system].sizes.H ?? 0, 2, stripWidth);
  return (
    <svg className={styles.picture} width={width} height={layout.height} aria-hidden="true" {...drag}>
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
        {columns.map(({ step }, at) => {
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
            />
          );
        })}
      </g>
      {columns.map((column, at) => {
        const { step, shown, seen, state, guesses, target } = column;
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
            <Wire
              symbol="W_xh"
              path={`M0 ${rows.input - 20}V${rows.strip + stripHeight + 9}`}
              head={{ x: 0, y: rows.strip + stripHeight + 3, angle: -90 }}
              label={{ x: 6, y: rows.strip + stripHeight + 46 }}
            />
            <Wire
              symbol="W_hy"
              path={`M0 ${rows.strip - 2}V${rows.prediction + 65}`}
              head={{ x: 0, y: rows.prediction + 59, angle: -90 }}
              label={{ x: 6, y: rows.strip - 14 }}
            />
            <g transform={`translate(${-stripWidth / 2} ${rows.strip})`} data-term="h" className={styles.strip}>
              <VectorStrip values={state} hue="h" step={step} width={stripWidth} columns={2} />
              {isOne && <rect className={styles.picked} {...place} rx={2} />}
            </g>
            <g transform={`translate(0 ${rows.input})`} data-term="x">
              <LetterBox shown={shown} seen={seen} />
            </g>
            <g transform={`translate(${-pitch * 0.16} ${rows.prediction})`} data-term="y">
              <PredictionBars guesses={guesses} step={step} full={layout.barLength} />
            </g>
            {isFull && <Cost layout={layout} target={target} step={step} hasProbabilities={hasProbabilities} />}
          </g>
        );
      })}
    </svg>
  );
}

function listColumns(run: Run, start: number, count: number): Column[] {
  const { trace, letters, system } = run;
  const { vocabulary } = systems[system];
  return letters.slice(start, start + count).map(({ shown, seen }, at) => {
    const t = start + at;
    const next = letters[t + 1];
    return {
      step: t + 1,
      shown,
      seen,
      state: vectorAt(trace, 'h', t),
      guesses: guessLetters(vectorAt(trace, 'y', t), vocabulary, 3),
      target: next && { shown: next.seen, loss: lossInBits(valueAt(trace, 'y', t, next.token)) },
    };
  });
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

function Cost({
  layout,
  target,
  step,
  hasProbabilities,
}: {
  layout: UnrolledLayout;
  target: Column['target'];
  step: number;
  hasProbabilities: boolean;
}) {
  const { rows } = layout;
  if (target === undefined) {
    return (
      <text className={styles.noTarget} y={rows.loss + 4}>
        none
      </text>
    );
  }
  return (
    <>
      <path
        className={styles.costWire}
        d={`M0 ${rows.target + 15}V${rows.loss - 13}M0 ${rows.prediction - 14}V${rows.loss + 13}`}
      />
      <g data-term="target">
        <rect className={styles.target} x={-14} y={rows.target - 14} width={28} height={28} rx={8} />
        <text className={styles.targetLetter} y={rows.target + 5}>
          {showLetter(target.shown)}
        </text>
      </g>
      <g data-term="L">
        <rect className={styles.loss} x={-22} y={rows.loss - 12} width={44} height={24} rx={12} />
        <text
          className={styles.lossNumber}
          y={rows.loss + 4.5}
          data-value={hasProbabilities ? String(target.loss) : undefined}
          data-step={step}
        >
          {hasProbabilities ? formatNumber(target.loss) : 'none'}
        </text>
      </g>
    </>
  );
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
