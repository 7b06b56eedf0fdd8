import { type PointerEvent, useMemo } from 'react';
import type { Run } from '../frame/Run';
import { DenseRows } from '../marks/DenseRows';
import { side } from '../tasks/digitImages';
import { quantityIn, vectorAt } from '../traces/Trace';
import type { DigitLayout } from './digitLayout';
import { DigitPixels } from './DigitPixels';
import styles from './DigitReader.module.css';
import { settledAt, type Verdict } from './digitVerdict';

/** The row reader's picture: time runs down. Row by row the picture goes in, the state changes, and the ten chances are said anew. */
export function DigitRows({
  run,
  pixels,
  isShuffled,
  verdicts,
  before,
  order,
  layout,
  width,
  t,
  unit,
  isAlive,
  onPick,
}: {
  run: Run;
  /** 0–1, in their places, [784]. */
  pixels: Float32Array;
  isShuffled: boolean;
  verdicts: readonly Verdict[];
  /** The verdicts of the run that is compared with. */
  before: readonly Verdict[];
  /** Units (from 1) from left to right. */
  order: readonly number[];
  layout: DigitLayout;
  width: number;
  t: number;
  unit: number;
  isAlive: boolean;
  onPick: (t: number, unit?: number) => void;
}) {
  const { trace } = run;
  const { pitch, image, states, verdicts: chances, verdictPitch, statePitch, isStacked } = layout;
  const steps = trace.steps;
  const stateRows = useMemo(() => {
    const { size, values } = quantityIn(trace, 'h');
    return Array.from({ length: steps }, (_, step) =>
      Float32Array.from(order, (picked) => values[step * size + picked - 1] ?? 0),
    );
  }, [trace, steps, order]);
  const chanceRows = useMemo(
    () => Array.from({ length: steps }, (_, step) => vectorAt(trace, 'y', step)),
    [trace, steps],
  );
  const settled = settledAt(verdicts);
  const column = order.indexOf(unit);
  const tall = side * pitch;
  const right = chances.x + 10 * verdictPitch;

  const stepAt = (y: number): number | undefined => {
    const top = [image.y, states.y].find((from) => y >= from - 2 && y <= from + tall + 2);
    return top === undefined ? undefined : Math.min(steps, Math.max(1, Math.floor((y - top) / pitch) + 1));
  };
  const pickAt = (event: PointerEvent<SVGSVGElement>, isPress: boolean) => {
    const box = event.currentTarget.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const step = stepAt(y);
    if (step === undefined) return;
    const place = Math.floor((x - states.x) / statePitch);
    const picked = isPress && y >= states.y - 2 && place >= 0 ? order[place] : undefined;
    if (isPress || step !== t) onPick(step, picked);
  };
  // A finger that pans the page must not move the playhead: it picks when it is lifted, and a mouse when it is pressed.
  const handlers = {
    onPointerDown: (event: PointerEvent<SVGSVGElement>) =>
      event.pointerType !== 'touch' && event.button === 0 && pickAt(event, true),
    onPointerMove: (event: PointerEvent<SVGSVGElement>) =>
      event.pointerType !== 'touch' && event.buttons === 1 && pickAt(event, false),
    onPointerUp: (event: PointerEvent<SVGSVGElement>) => event.pointerType === 'touch' && pickAt(event, true),
  };
  const unread = (corner: { x: number; y: number }, wide: number) => (
    <rect
      className={styles.unread}
      x={corner.x}
      y={corner.y + t * pitch}
      width={wide}
      height={Math.max(0, tall - t * pitch)}
    />
  );
  const head = (x: number, y: number, term: string, symbol: string, words: string) => (
    <text className={styles.head} x={x} y={y} data-term={term}>
      <tspan className={styles.symbol}>{symbol}</tspan> {words}
    </text>
  );
  return (
    <svg className={styles.rows} width={width} height={layout.height} aria-hidden="true" {...handlers}>
      {head(image.x, image.y - 28, 'x', 'x', 'a row a step')}
      {head(states.x, states.y - (isStacked ? 12 : 28), 'h', 'h', `${order.length} units after each row`)}
      {head(chances.x, chances.y - 28, 'y', 'y', isStacked ? 'verdict' : 'verdict after each row')}
      {[1, 7, 14, 21, 28].map((step) => (
        <text key={step} className={styles.step} x={image.x - 8} y={image.y + (step - 0.5) * pitch + 3.5}>
          {step}
        </text>
      ))}
      <g transform={`translate(${image.x} ${image.y})`} data-term="x">
        <DigitPixels pixels={pixels} isShuffled={isShuffled} pitch={pitch} isAlive={isAlive} />
      </g>
      <g transform={`translate(${states.x} ${states.y})`} data-term="h">
        <DenseRows
          rows={stateRows}
          hue="h"
          pitchX={statePitch}
          pitchY={pitch}
          shades={isAlive ? 32 : 2}
          hasValues={isAlive}
        />
      </g>
      <g transform={`translate(${chances.x} ${chances.y})`} data-term="y">
        {Array.from({ length: 10 }, (_, digit) => (
          <text key={digit} className={styles.class} x={(digit + 0.5) * verdictPitch} y={-8}>
            {digit}
          </text>
        ))}
        <DenseRows
          rows={chanceRows}
          hue="y"
          pitchX={verdictPitch}
          pitchY={pitch}
          hasColumns
          shades={isAlive ? 32 : 8}
          hasValues={isAlive}
        />
        {before.length > 0 && (
          <path
            className={styles.before}
            d={before
              .map(({ digit }, step) => {
                const x = (digit + 0.5) * verdictPitch;
                return `${step === 0 ? `M${x} 0` : `H${x}`}V${(step + 1) * pitch}`;
              })
              .join('')}
            data-ghost-verdict={before.at(-1)?.digit}
          />
        )}
      </g>
      {unread(image, tall)}
      {unread(states, order.length * statePitch)}
      {unread(chances, 10 * verdictPitch)}
      {settled > 0 && (
        <path
          className={styles.settled}
          d={`M${right + 6} ${chances.y + (settled - 1) * pitch}h5V${chances.y + steps * pitch - 0.6}h-5`}
        />
      )}
      {settled > 0 && (
        <text
          className={styles.settledDigit}
          x={right + 17}
          y={chances.y + ((settled - 1) / 2 + steps / 2) * pitch + 7}
          data-term="y"
        >
          {verdicts.at(-1)?.digit}
        </text>
      )}
      {column >= 0 && (
        <rect
          className={styles.unit}
          x={states.x + column * statePitch - 1.5}
          y={states.y - 3}
          width={statePitch + 3}
          height={tall + 5}
          rx={2}
          data-field="unit"
        />
      )}
      {t > 0 &&
        (isStacked ? [image, states] : [image]).map(({ x, y }) => (
          <rect
            key={y}
            className={styles.playhead}
            x={x - 3}
            y={y + (t - 1) * pitch - 2}
            width={(y === image.y ? right : states.x + order.length * statePitch) - x + 6}
            height={pitch + 3}
            rx={3}
            data-field="t"
          />
        ))}
    </svg>
  );
}
