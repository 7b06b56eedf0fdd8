import { memo } from 'react';
import { exactText } from './exactText';
import styles from './marks.module.css';
import { showLetter } from './showLetter';
import { useIsAlive } from './useIsAlive';

/** One guess: a letter, and its probability or score. */
export interface Guess {
  readonly token: number;
  readonly letter: string;
  readonly value: number;
}

interface PredictionBarsProps {
  readonly guesses: readonly Guess[];
  /** The letter whose column it is, counted from 1. */
  readonly step: number;
  /** Length of a bar for the value 1, px. */
  readonly full: number;
  /** What the same letters had in the run that it is compared with, in the same order: an outline around each bar. */
  readonly ghost?: readonly number[] | undefined;
}

const pitch = 22;
const height = 16;

/** The likeliest next letters, best on top, with bars from x = 0 to the right; row centres at 0, 22, 44 px. */
export const PredictionBars = memo(function PredictionBars({ guesses, step, full, ghost }: PredictionBarsProps) {
  const isAlive = useIsAlive();
  return (
    <g>
      {guesses.map(({ token, letter, value }, row) => (
        <g key={row} transform={`translate(0 ${row * pitch})`}>
          <text className={styles.guess} x={-6} y={4.5}>
            {showLetter(letter)}
          </text>
          <rect
            className={barClass(row, value)}
            y={-height / 2}
            width={lengthOf(value, full)}
            height={height}
            rx={3}
            data-value={isAlive ? exactText(value) : undefined}
            data-token={isAlive ? token : undefined}
            data-step={isAlive ? step : undefined}
            data-ghost={ghost?.[row] === undefined ? undefined : exactText(ghost[row])}
          />
          {ghost?.[row] !== undefined && Math.abs(lengthOf(ghost[row], full) - lengthOf(value, full)) > 0.7 && (
            <rect
              className={styles.ghostBar}
              x={0.5}
              y={-height / 2 + 0.5}
              width={lengthOf(ghost[row], full)}
              height={height - 1}
              rx={3}
            />
          )}
        </g>
      ))}
    </g>
  );
}, isSame);

function lengthOf(value: number, full: number): number {
  return Math.max(2.5, full * Math.min(1, Math.abs(Number.isFinite(value) ? value : 0)));
}

function barClass(row: number, value: number): string {
  if (value < 0) return `${styles.bar} ${styles.negativeBar}`;
  return row === 0 ? `${styles.bar} ${styles.best}` : `${styles.bar}`;
}

function isSame(a: PredictionBarsProps, b: PredictionBarsProps): boolean {
  return (
    a.step === b.step &&
    a.full === b.full &&
    a.guesses.length === b.guesses.length &&
    a.ghost?.length === b.ghost?.length &&
    (a.ghost ?? []).every((value, row) => value === b.ghost?.[row]) &&
    a.guesses.every((guess, row) => guess.token === b.guesses[row]?.token && guess.value === b.guesses[row]?.value)
  );
}
