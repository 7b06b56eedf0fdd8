import { heldUnits, isCut } from '../frame/changes';
import { type Ghost, ghostVector } from '../frame/Ghost';
import type { Run } from '../frame/Run';
import { useColumnDrag } from '../frame/useColumnDrag';
import { exactText } from '../marks/exactText';
import { useIsAlive } from '../marks/useIsAlive';
import { placeInStrip, VectorStrip } from '../marks/VectorStrip';
import { Wire } from '../marks/Wire';
import type { BitSum } from '../tasks/addBits';
import { quantityIn, valueAt, vectorAt } from '../traces/Trace';
import styles from './CarryBit.module.css';
import type { CarryLayout } from './carryGeometry';
import { CarryPlane } from './CarryPlane';
import { placeState } from './carryProbe';
import type { SumsMeasured } from './measureSums';

/** The drawing of CarryBit: the sum written out with the network's state and answer at each place, and the plane in which its carry is seen. */
export function CarryPicture({
  run,
  ghost,
  truth,
  measured,
  layout,
  width,
  first,
  t,
  unit,
  onPick,
}: {
  run: Run;
  ghost: Ghost | undefined;
  truth: BitSum;
  measured: SumsMeasured;
  layout: CarryLayout;
  width: number;
  /** The first column shown, 0-based. */
  first: number;
  t: number;
  unit: number;
  onPick: (t: number, unit?: number) => void;
}) {
  const { trace } = run;
  const changes = trace.interventions ?? [];
  const H = quantityIn(trace, 'h').size;
  const isAlive = useIsAlive();
  const { left, pitch, count, stripWidth, stripColumns, strip, stripHeight } = layout;
  const shown = Array.from({ length: Math.min(count, trace.steps - first) }, (_, at) => first + at);
  const centre = (step: number): number => left + (step - first + 0.5) * pitch;
  const drag = useColumnDrag({
    stepAt(x) {
      const column = Math.floor((x - left) / pitch);
      return column >= 0 && column < shown.length ? first + column + 1 : undefined;
    },
    onStep: (step) => step !== t && onPick(step),
    onPress(step, { target }) {
      const picked = target instanceof Element ? Number(target.getAttribute('data-unit')) : 0;
      if (step !== undefined) onPick(step, picked > 0 ? picked : undefined);
    },
  });
  const picked = placeInStrip(unit - 1, H, stripColumns, stripWidth);
  return (
    <svg className={styles.picture} width={width} height={layout.height} aria-hidden="true" {...drag}>
      {t > first && t <= first + shown.length && (
        <rect
          className={styles.playhead}
          x={centre(t - 1) - pitch / 2}
          y={layout.place - 18}
          width={pitch}
          height={layout.read - layout.place + 36}
          rx={9}
          data-field="t"
        />
      )}
      <Labels layout={layout} />
      {shown.map((step) => {
        const y = valueAt(trace, 'y', step, 0);
        const answer = y > 0.5 ? 1 : 0;
        const isWrong = answer !== truth.sum[step];
        const [along] = placeState(measured.probe, vectorAt(trace, 'h', step));
        const read = along > 0 ? 1 : 0;
        const before = ghostVector(ghost, 'y', step)?.[0];
        const x = centre(step);
        return (
          <g key={step} className={step < t ? styles.column : `${styles.column} ${styles.toCome}`} data-step={step + 1}>
            <text className={styles.place} x={x} y={layout.place + 4}>
              2
              <tspan className={styles.power} dy={-5}>
                {step}
              </tspan>
            </text>
            <text className={`${styles.digit} ${styles.x}`} x={x} y={layout.a + 6} data-term="x">
              {truth.a[step]}
            </text>
            <text className={`${styles.digit} ${styles.x}`} x={x} y={layout.b + 6} data-term="x">
              {truth.b[step]}
            </text>
            {step > first && (
              <g className={styles.h}>
                <Wire
                  symbol="W_hh"
                  isCut={isCut(changes, 'W_hh', step)}
                  path={`M${centre(step - 1) + stripWidth / 2 + 1} ${strip + stripHeight / 2}H${x - stripWidth / 2 - 5}`}
                  head={{ x: x - stripWidth / 2 - 1, y: strip + stripHeight / 2, angle: 0 }}
                />
              </g>
            )}
            <g transform={`translate(${x - stripWidth / 2} ${strip})`} data-term="h">
              <VectorStrip
                values={vectorAt(trace, 'h', step)}
                hue="h"
                step={step + 1}
                width={stripWidth}
                columns={stripColumns}
                ghost={ghostVector(ghost, 'h', step)}
              />
              {heldUnits(changes, 'h', H, step).map((held) => (
                <rect
                  key={held}
                  className={styles.held}
                  {...placeInStrip(held, H, stripColumns, stripWidth)}
                  rx={2}
                  data-held-unit={held + 1}
                />
              ))}
              {step === t - 1 && <rect className={styles.picked} {...picked} rx={2} />}
            </g>
            <g className={styles.y} data-term="y">
              <rect className={styles.answerBox} x={x - 14} y={layout.answer - 14} width={28} height={28} rx={7} />
              <rect
                className={styles.answerFill}
                x={x - 14}
                y={layout.answer + 14 - 28 * y}
                width={28}
                height={28 * y}
                rx={Math.min(7, 14 * y)}
                data-value={isAlive ? exactText(y) : undefined}
                data-step={isAlive ? step + 1 : undefined}
              />
              <text className={styles.digit} x={x} y={layout.answer + 6}>
                {answer}
              </text>
              {before !== undefined && before > 0.5 !== y > 0.5 && (
                <text className={styles.ghostDigit} x={x + 20} y={layout.answer - 6}>
                  {before > 0.5 ? 1 : 0}
                </text>
              )}
            </g>
            <text className={styles.digit} x={x} y={layout.sum + 6}>
              {truth.sum[step]}
            </text>
            {isWrong && <Cross x={x} y={layout.answer} />}
            <text className={`${styles.digit} ${styles.quiet}`} x={x} y={layout.carry + 6}>
              {truth.carry[step]}
            </text>
            <text className={`${styles.digit} ${styles.h}`} x={x} y={layout.read + 6}>
              {read}
            </text>
            {read !== truth.carry[step] && <Cross x={x} y={layout.read} />}
          </g>
        );
      })}
      <path className={styles.rule} d={`M${left - 4} ${layout.carry - 19}H${left + shown.length * pitch}`} />
      <CarryPlane run={run} ghost={ghost} measured={measured} box={layout.plane} truth={truth} t={t} />
    </svg>
  );
}

function Labels({ layout }: { layout: CarryLayout }) {
  const x = layout.left - 12;
  const rows = [
    { y: layout.place, text: 'place', look: styles.quiet },
    { y: layout.a, text: 'a', look: styles.x },
    { y: layout.b, text: 'b', look: styles.x },
    { y: layout.strip + layout.stripHeight / 2, text: 'h', look: styles.h },
    { y: layout.answer, text: 'answer', look: styles.y },
    { y: layout.sum, text: 'sum', look: undefined },
    { y: layout.carry, text: 'carry', look: styles.quiet },
    { y: layout.read, text: layout.left < 80 ? 'read' : 'read off h', look: styles.h },
  ];
  return rows.map(({ y, text, look }) => (
    <text key={text} className={`${styles.label} ${look ?? ''}`} x={x} y={y + 4}>
      {text}
    </text>
  ));
}

function Cross({ x, y }: { x: number; y: number }) {
  return <path className={styles.wrong} d={`M${x + 9} ${y - 13}l7 7m0 -7l-7 7`} />;
}
