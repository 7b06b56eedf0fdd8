import type { CSSProperties } from 'react';
import styles from './marks.module.css';

/** A native range over time steps; the part already read is filled. */
export function Scrubber({
  t,
  from,
  to,
  valueText,
  onChange,
}: {
  t: number;
  from: number;
  to: number;
  valueText: string;
  onChange: (t: number) => void;
}) {
  const done = to > from ? ((t - from) / (to - from)) * 100 : 0;
  return (
    <input
      className={styles.scrubber}
      style={{ '--done': `${Math.round(done * 100) / 100}%` } as CSSProperties}
      type="range"
      aria-label="time"
      aria-valuetext={valueText}
      min={from}
      max={Math.max(from, to)}
      step={1}
      value={t}
      disabled={to <= from}
      onChange={(event) => onChange(event.currentTarget.valueAsNumber)}
    />
  );
}
