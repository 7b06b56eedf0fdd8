import { type KeyboardEvent, type MouseEvent, useEffect, useLayoutEffect, useRef } from 'react';
import { formatNumber } from './formatNumber';
import styles from './marks.module.css';

/** Typeset mathematics as it was baked: HTML, made ready by `bakeSymbols` or `bakeNumbers`. */
export interface BakedEquation {
  readonly html: string;
  /** What a screen reader says instead of the letters. */
  readonly spoken: string;
}

/** An equation in symbols. They are one roving toolbar: Tab reaches it, left and right move, Enter lights a symbol for good. */
export function Equation({ equation }: { equation: BakedEquation }) {
  const onKeyDown = (event: KeyboardEvent<HTMLSpanElement>) => {
    const symbols = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="button"]')];
    const at = symbols.findIndex((symbol) => symbol === document.activeElement);
    if (event.key === 'Enter' || event.key === ' ') {
      symbols[at]?.click();
      event.preventDefault();
      return;
    }
    const next = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: symbols.length - 1 }[event.key];
    const target = next === undefined ? undefined : symbols[next];
    if (target === undefined) return;
    event.preventDefault();
    moveStop(symbols, target);
    target.focus();
  };
  const onClick = (event: MouseEvent<HTMLSpanElement>) => {
    const symbols = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="button"]')];
    const target = symbols.find((symbol) => event.target instanceof Node && symbol.contains(event.target));
    if (target !== undefined) moveStop(symbols, target);
  };
  return (
    <span
      className={styles.equation}
      role="toolbar"
      tabIndex={-1}
      aria-label={`symbols of ${equation.spoken}`}
      onKeyDown={onKeyDown}
      onClick={onClick}
      data-equation=""
      dangerouslySetInnerHTML={{ __html: equation.html }}
    />
  );
}

/** One unit's equation in live numbers: typeset once, the text of its slots is rewritten. `spoken` has one `#` a slot. */
export function LiveEquation({
  equation,
  numbers,
}: {
  equation: BakedEquation;
  numbers: readonly number[] | undefined;
}) {
  const root = useRef<HTMLSpanElement>(null);
  // The baked HTML already holds the first numbers, so that nothing is to be done on the server.
  useBeforePaint(() => {
    if (root.current !== null) writeNumbers(root.current, numbers);
  }, [numbers, equation]);
  return (
    <span className={styles.equation}>
      <span ref={root} aria-hidden="true" data-equation="" dangerouslySetInnerHTML={{ __html: equation.html }} />
      <span className="visually-hidden">{speak(equation.spoken, numbers)}</span>
    </span>
  );
}

const useBeforePaint = typeof window === 'undefined' ? useEffect : useLayoutEffect;

function moveStop(symbols: readonly HTMLElement[], target: HTMLElement): void {
  for (const symbol of symbols) symbol.tabIndex = symbol === target ? 0 : -1;
}

function writeNumbers(root: HTMLElement, numbers: readonly number[] | undefined): void {
  for (const slot of root.querySelectorAll<HTMLElement>('[data-slot]')) {
    const value = numbers?.[Number(slot.dataset.slot)];
    const sign = root.querySelector(`[data-sign="${slot.dataset.slot}"] .mord`);
    const isBelow = value !== undefined && formatNumber(value).startsWith('−');
    const digit = slot.querySelector('.mord');
    if (digit !== null)
      digit.textContent = value === undefined ? '…' : formatNumber(sign === null ? value : Math.abs(value));
    if (value === undefined) delete slot.dataset.value;
    else slot.dataset.value = String(value);
    if (sign !== null) sign.textContent = isBelow ? '−' : '+';
  }
}

function speak(pattern: string, numbers: readonly number[] | undefined): string {
  let slot = 0;
  return pattern.replaceAll('#', () => {
    const value = numbers?.[slot++];
    return value === undefined ? '…' : formatNumber(value);
  });
}
