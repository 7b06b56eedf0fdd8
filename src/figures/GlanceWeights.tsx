import { useState } from 'react';
import { Choice } from '../frame/Choice';
import type { Run } from '../frame/Run';
import { DenseRows } from '../marks/DenseRows';
import { formatNumber } from '../marks/formatNumber';
import { SignedLegend } from '../marks/SignedLegend';
import { pixelsEach, side } from '../tasks/digitImages';
import { pixelShuffle } from '../tasks/pixelShuffle';
import { valueAt } from '../traces/Trace';
import type { Weights } from '../traces/Weights';
import { PillButton } from '../frame/PillButton';
import styles from './DigitReader.module.css';

const pitch = 8;

/** One hidden unit of the network without time, opened: its 784 weights as a picture, and what they make of this digit. */
export function GlanceWeights({
  run,
  weights,
  pixels,
  isShuffled,
  unit,
  onClose,
}: {
  run: Run;
  weights: Weights;
  /** 0–1, in their places, [784]. */
  pixels: Float32Array;
  isShuffled: boolean;
  /** From 1. */
  unit: number;
  onClose: () => void;
}) {
  const [view, setView] = useState<'weights' | 'products'>('weights');
  const [matrix, bias] = [weights.W_xh, weights.b_h];
  if (matrix === undefined || bias === undefined) return <p className={styles.opened}>The weights are on their way.</p>;
  const columns = matrix.shape[1] ?? 1;
  // By pixel, wherever the shuffling has put it: weights for shuffled pixels are shown where those pixels belong.
  const own = new Float32Array(pixelsEach);
  for (let place = 0; place < pixelsEach; place++)
    own[isShuffled ? (pixelShuffle[place] ?? 0) : place] = matrix.values[place * columns + unit - 1] ?? 0;
  const products = own.map((weight, pixel) => weight * (pixels[pixel] ?? 0));
  const shown = view === 'weights' ? own : products;
  const extent = Math.max(1e-6, ...own.map(Math.abs));
  const fromInk = products.reduce((sum, product) => sum + product, 0);
  const own0 = bias.values[unit - 1] ?? 0;
  return (
    <section className={styles.opened} aria-label={`weights of hidden unit ${unit}`} data-glance-weights={unit}>
      <svg width={side * pitch} height={side * pitch} role="img" aria-label={describe(own, unit)} data-term="W_xh">
        <DenseRows
          rows={Array.from({ length: side }, (_, row) => shown.subarray(row * side, (row + 1) * side))}
          hue="h"
          pitchX={pitch}
          pitchY={pitch}
          extent={extent}
          hasValues
        />
      </svg>
      <div>
        <header>
          <h3>
            What{' '}
            <i data-term="h">
              h<sub>{unit}</sub>
            </i>{' '}
            looks for, at a glance
          </h3>
          <PillButton onClick={onClose}>close</PillButton>
        </header>
        <Choice
          name="picture"
          value={view}
          options={[
            { value: 'weights', label: 'its weights' },
            { value: 'products', label: 'weights × ink' },
          ]}
          onChange={setView}
        />
        <p>
          A weight for each pixel{isShuffled && ', shown where that pixel was before the shuffling'}. Ink on the
          coloured ones pushes the unit up, ink on the grey ones down.
        </p>
        <p className={styles.sum}>
          <span data-term="x">{formatNumber(fromInk)}</span> from the ink,{' '}
          <span data-term="b_h">{formatNumber(own0)}</span> bias: tanh(
          {formatNumber(fromInk + own0)}) = <b data-term="h">{formatNumber(valueAt(run.trace, 'h', 0, unit - 1))}</b>
        </p>
        <SignedLegend hue="h" symbol="W" extent={extent} />
      </div>
    </section>
  );
}

function describe(weights: Float32Array, unit: number): string {
  const strongest = weights.reduce((best, weight, pixel) => (weight > (weights[best] ?? 0) ? pixel : best), 0);
  return `the 784 weights of unit ${unit} as a picture; the largest is at row ${Math.floor(strongest / side) + 1}, column ${(strongest % side) + 1}`;
}
