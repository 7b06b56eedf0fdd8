import { Wire } from '../marks/Wire';
import styles from './CutTheWire.module.css';
import type { CutLayout } from './cutGeometry';
import { wireGap } from './cutGeometry';

/** The wire from the state before into the one at a place: whole, or cut, two stubs and the blades' mark between them. */
export function TwinWire({
  layout,
  place,
  y,
  isCut,
  hasMemory,
  step,
}: {
  layout: CutLayout;
  place: number;
  y: number;
  isCut: boolean;
  /** Whether a second wire runs beside it: the memory of a gated cell. */
  hasMemory: boolean;
  /** The letter whose wire it is, where a press cuts or mends it. */
  step?: number;
}) {
  const { start, end } = wireGap(layout, place);
  const middle = (start + end) / 2;
  const lines = hasMemory ? [y - 7, y + 7] : [y];
  const drawn = isCut ? (
    <g>
      {lines.map((at) => (
        <path key={at} className={styles.stub} d={`M${start} ${at}H${middle - 5}M${middle + 5} ${at}H${end}`} />
      ))}
      <path
        className={styles.blade}
        d={`M${middle - 4.5} ${y + 9}L${middle - 0.5} ${y - 9}M${middle + 0.5} ${y + 9}L${middle + 4.5} ${y - 9}`}
      />
    </g>
  ) : (
    <>
      <Wire
        symbol={hasMemory ? 'W_hi' : 'W_hh'}
        path={`M${start} ${lines[0] ?? y}H${end - 6}`}
        head={{ x: end, y: lines[0] ?? y, angle: 0 }}
        isStrong
      />
      {hasMemory && <path className={styles.memory} data-term="c" d={`M${start} ${y + 7}H${end}`} />}
    </>
  );
  if (step === undefined) return drawn;
  return (
    <g className={styles.wireSpot} data-wire={step} data-cut={isCut}>
      <title>{isCut ? 'mend the wire' : 'cut the wire from here on'}</title>
      {drawn}
      <rect className={styles.grip} x={middle - 14} y={y - 30} width={28} height={60} rx={8} />
    </g>
  );
}
