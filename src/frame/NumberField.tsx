import { type KeyboardEvent, useState } from 'react';
import { formatNumber } from '../marks/formatNumber';
import styles from './hand.module.css';

/**
 * A number that the reader may write anew: Enter or leaving the field takes it, Escape leaves it as it was, the arrow keys step by a tenth.
 * What is no number is not taken.
 * @param label what it is called by those who listen
 */
export function NumberField({
  value,
  label,
  digits = 2,
  isChanged = false,
  term,
  onChange,
}: {
  value: number;
  label: string;
  digits?: number;
  isChanged?: boolean;
  term?: string;
  onChange: (value: number) => void;
}) {
  const [draft, setDraft] = useState<string>();
  const shown = formatNumber(value, digits);
  const take = () => {
    setDraft(undefined);
    const number = draft === undefined || draft === shown ? undefined : readNumber(draft);
    if (number !== undefined) onChange(number);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const by = { ArrowUp: 0.1, ArrowDown: -0.1, PageUp: 1, PageDown: -1 }[event.key];
    if (event.key === 'Enter') take();
    else if (event.key === 'Escape' && draft !== undefined) setDraft(undefined);
    else if (by !== undefined) {
      setDraft(undefined);
      onChange(bounded(Math.round(((readNumber(draft ?? '') ?? value) + by) * 1000) / 1000));
    } else return;
    event.preventDefault();
  };
  return (
    <input
      className={isChanged ? `${styles.number} ${styles.changed}` : styles.number}
      type="text"
      inputMode="decimal"
      autoComplete="off"
      aria-label={label}
      aria-invalid={draft !== undefined && readNumber(draft) === undefined}
      data-term={term}
      data-value={String(value)}
      value={draft ?? shown}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={take}
      onKeyDown={onKeyDown}
    />
  );
}

/** A number as readers write it: with a comma or a point, with a hyphen or a minus sign; brought within −100 to 100, which is all that a link carries. */
function readNumber(text: string): number | undefined {
  const plain = text.trim().replace('−', '-').replace(',', '.');
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,2})?$/i.test(plain)) return undefined;
  return bounded(Number(plain));
}

function bounded(number: number): number {
  return Math.min(100, Math.max(-100, number));
}
