import { memo } from 'react';
import { exactText } from '../marks/exactText';
import { showLetter } from '../marks/showLetter';
import { useIsAlive } from '../marks/useIsAlive';
import type { Letter } from '../tasks/characters';
import type { Guess } from '../marks/PredictionBars';
import { guessesPerLetter, type LetterLayout } from './letterLayout';
import styles from './NextLetter.module.css';

/** One column: a letter that was read, the likeliest letters after it, and the one that did come, if the text goes on. */
export interface GuessColumn {
  readonly step: number;
  readonly letter: Letter;
  readonly guesses: readonly Guess[];
  readonly target: number | undefined;
}

/** The text, and under each letter the five that were likeliest to come next, shaded by their chance; the one that came is ringed. */
export const GuessColumns = memo(function GuessColumns({
  columns,
  layout: { left, columns: place },
  t,
}: {
  columns: readonly GuessColumn[];
  layout: LetterLayout;
  t: number;
}) {
  const { top, pitch, rowPitch } = place;
  const size = pitch - 4;
  const isAlive = useIsAlive();
  return (
    <g transform={`translate(${left} ${top})`}>
      {left > 60 && (
        <>
          <text className={styles.rowName} x={-12} y={18}>
            it reads
          </text>
          <text className={styles.rowName} x={-12} y={54}>
            expects next
          </text>
        </>
      )}
      {columns.map(({ step, letter, guesses, target }, at) => (
        <g key={step} transform={`translate(${at * pitch} 0)`} data-column={step}>
          <g data-term="x">
            <rect className={styles.letterBox} width={size} height={26} rx={6} />
            <text className={styles.letter} x={size / 2} y={18}>
              {showLetter(letter.shown)}
            </text>
          </g>
          <g data-term="y" transform="translate(0 34)">
            {guesses.map(({ token, letter: guess, value }, row) => (
              <g key={row} transform={`translate(0 ${row * rowPitch})`}>
                <rect
                  className={token === target ? `${styles.guess} ${styles.came}` : styles.guess}
                  style={{ '--share': `${Math.round(value * 100)}%` } as React.CSSProperties}
                  width={size}
                  height={rowPitch - 3}
                  rx={4}
                  data-value={isAlive ? exactText(value) : undefined}
                  data-token={isAlive ? token : undefined}
                  data-step={isAlive ? step : undefined}
                />
                <text
                  className={value > 0.5 ? `${styles.guessed} ${styles.onDark}` : styles.guessed}
                  x={size / 2}
                  y={15.5}
                >
                  {showLetter(guess)}
                </text>
              </g>
            ))}
          </g>
          {step === t && (
            <rect
              className={styles.playhead}
              data-field="t"
              x={-3}
              y={-4}
              width={size + 6}
              height={34 + guessesPerLetter * rowPitch + 4}
              rx={7}
            />
          )}
        </g>
      ))}
    </g>
  );
});
