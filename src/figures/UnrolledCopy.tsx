import { memo } from 'react';
import { formatNumber } from '../marks/formatNumber';
import { LetterBox } from '../marks/LetterBox';
import { PredictionBars } from '../marks/PredictionBars';
import { showLetter } from '../marks/showLetter';
import { placeInStrip, VectorStrip } from '../marks/VectorStrip';
import { Wire } from '../marks/Wire';
import styles from './figures.module.css';
import type { UnrolledColumn } from './unrolledColumns';
import type { UnrolledLayout } from './unrolledGeometry';

/** One copy of the network, about x = 0. Drawn anew only when its run, its size or what it shows has changed: scrubbing moves it as it is. */
export const UnrolledCopy = memo(function UnrolledCopy({
  column: { step, shown, seen, state, guesses, target, ghost, held, cut },
  layout,
  isFull,
  hasProbabilities,
}: {
  column: UnrolledColumn;
  layout: UnrolledLayout;
  isFull: boolean;
  hasProbabilities: boolean;
}) {
  const { rows, stripWidth, stripHeight, pitch } = layout;
  return (
    <>
      <Wire
        symbol="W_xh"
        isCut={cut.includes('W_xh')}
        path={`M0 ${rows.input - 20}V${rows.strip + stripHeight + 9}`}
        head={{ x: 0, y: rows.strip + stripHeight + 3, angle: -90 }}
        label={{ x: 6, y: rows.strip + stripHeight + 46 }}
      />
      <Wire
        symbol="W_hy"
        isCut={cut.includes('W_hy')}
        path={`M0 ${rows.strip - 2}V${rows.prediction + 65}`}
        head={{ x: 0, y: rows.prediction + 59, angle: -90 }}
        label={{ x: 6, y: rows.strip - 14 }}
      />
      <g transform={`translate(${-stripWidth / 2} ${rows.strip})`} data-term="h" className={styles.strip}>
        <VectorStrip values={state} hue="h" step={step} width={stripWidth} columns={2} ghost={ghost?.state} />
        {held.map((unit) => (
          <rect
            key={unit}
            className={styles.held}
            {...placeInStrip(unit, state.length, 2, stripWidth)}
            rx={2}
            data-held-unit={unit + 1}
          />
        ))}
      </g>
      <g transform={`translate(0 ${rows.input})`} data-term="x">
        <LetterBox shown={shown} seen={seen} />
      </g>
      <g transform={`translate(${-pitch * 0.16} ${rows.prediction})`} data-term="y">
        <PredictionBars guesses={guesses} step={step} full={layout.barLength} ghost={ghost?.guesses} />
      </g>
      {isFull && <Cost layout={layout} target={target} step={step} hasProbabilities={hasProbabilities} />}
    </>
  );
});

function Cost({
  layout,
  target,
  step,
  hasProbabilities,
}: {
  layout: UnrolledLayout;
  target: UnrolledColumn['target'];
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
