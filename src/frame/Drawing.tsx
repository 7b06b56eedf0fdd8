import { type KeyboardEvent, type ReactNode, type RefObject, useId } from 'react';
import styles from './frame.module.css';
import type { Figure } from './useFigure';

/** The picture of a figure: one tab stop whose arrow keys move the playhead and the unit. Keys act only while it has the focus itself. */
export function Drawing({
  figure,
  label,
  isOpen = false,
  onOpen,
  box,
  height,
  unitOrder,
  overlay,
  children,
}: {
  figure: Figure;
  label: string;
  /** Whether a unit is open; Enter opens it, Escape closes it. */
  isOpen?: boolean;
  /** Missing where units cannot be opened. */
  onOpen?: (isOpen: boolean) => void;
  box: RefObject<HTMLDivElement | null>;
  height: number;
  /** Units (from 1) from top to bottom, where they are not in order. */
  unitOrder?: readonly number[];
  /** Buttons that lie on the picture, but are tab stops of their own. */
  overlay?: ReactNode;
  children: ReactNode;
}) {
  const { store, units, step } = figure;
  const { steps } = figure.run.trace;
  const help = useId();
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const { unit, isPlaying } = store.getState();
    const t = Math.min(steps, store.getState().t);
    const first = Math.min(1, steps);
    const goTo = (to: number) => store.setState({ t: Math.min(steps, Math.max(first, to)), isPlaying: false });
    const pick = (by: number) => {
      const order = unitOrder ?? Array.from({ length: units }, (_, i) => i + 1);
      const next = order[order.indexOf(Math.min(unit, units)) + by];
      if (next !== undefined) store.setState({ unit: next });
    };
    const actions: Record<string, (() => void) | undefined> = {
      ArrowLeft: () => goTo(t - 1),
      ArrowRight: () => goTo(t + 1),
      PageUp: () => goTo(t - 8),
      PageDown: () => goTo(t + 8),
      Home: () => goTo(first),
      End: () => goTo(steps),
      ArrowUp: () => pick(-1),
      ArrowDown: () => pick(1),
      Enter: onOpen && (() => onOpen(true)),
      ' ': () => steps > 1 && store.setState({ isPlaying: !isPlaying }),
      Escape: () => (isOpen ? onOpen?.(false) : event.currentTarget.blur()),
    };
    const action = actions[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  };
  return (
    <div className={styles.body}>
      <p id={help} className="visually-hidden">
        Left and right move through time, up and down pick a unit, Home and End go to the first and last {step}, Page Up
        and Page Down move by eight, Space plays,{' '}
        {onOpen ? 'Enter opens the unit, Escape closes it or leaves' : 'Escape leaves'}. The menu shows the same numbers
        as a table.
      </p>
      {/* An application, because its arrow keys are its own; it holds nothing that could be focused, and the table is its twin. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        ref={box}
        className={styles.drawing}
        style={{ height }}
        role="application"
        aria-roledescription="drawing"
        aria-label={label}
        aria-describedby={help}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onKeyDown={onKeyDown}
        data-drawing
      >
        {children}
      </div>
      {overlay}
    </div>
  );
}
