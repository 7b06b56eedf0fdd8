import { type KeyboardEvent, type PointerEvent, useEffect, useId, useRef, useState } from 'react';
import { announce } from '../frame/announcer';
import { Switch } from '../frame/Switch';
import { side } from '../tasks/digitImages';
import { noInk, readInk, writeInk } from './digitInk';
import { PillButton } from '../frame/PillButton';
import styles from './DigitReader.module.css';
import { heldOutDigits } from './heldOutDigits';
import { InkCells } from './InkCells';
import { type Place, paintStroke } from './paintInk';

/** How many drawings can be taken back. */
const mostKept = 100;

/**
 * The square that a reader draws a digit in, with a mouse, a finger, a pen, or the keys: one tab stop, in which the arrow keys move a cell, with Shift they draw, and
 * Space makes a dot.
 * @param ink the drawing, as `writeInk` writes it
 */
export function DigitPad({
  ink: text,
  isAlive,
  onDraw,
}: {
  ink: string;
  isAlive: boolean;
  onDraw: (ink: string) => void;
}) {
  const help = useId();
  const box = useRef<HTMLDivElement>(null);
  const [past, setPast] = useState<readonly string[]>([]);
  const [isErasing, setErasing] = useState(false);
  const [cursor, setCursor] = useState<Place>({ x: 14, y: 14 });
  const [isFocused, setFocused] = useState(false);
  // What the hand has drawn in this stroke, ahead of what the page has had time to show.
  const stroke = useRef<{ at: Place; ink: Uint8Array; pending?: number }>(undefined);
  const shown = readInk(text) ?? new Uint8Array();
  const remember = () => setPast((drawings) => [...drawings, text].slice(-mostKept));
  useEffect(() => () => cancelAnimationFrame(stroke.current?.pending ?? 0), []);

  const placeOf = (event: { clientX: number; clientY: number }): Place => {
    const bounds = box.current?.getBoundingClientRect();
    if (bounds === undefined) return { x: 0, y: 0 };
    return {
      x: ((event.clientX - bounds.left) / bounds.width) * side,
      y: ((event.clientY - bounds.top) / bounds.height) * side,
    };
  };
  const showStroke = () => {
    const { current } = stroke;
    if (current === undefined || current.pending !== undefined) return;
    current.pending = requestAnimationFrame(() => {
      delete current.pending;
      onDraw(writeInk(current.ink));
    });
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0 || !event.isPrimary) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    remember();
    const at = placeOf(event);
    stroke.current = { at, ink: paintStroke(shown, at, at, isErasing) };
    showStroke();
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const { current } = stroke;
    if (current === undefined || !event.isPrimary) return;
    // A fast hand moves several times between two pictures.
    const moves = event.nativeEvent.getCoalescedEvents?.() ?? [];
    for (const move of moves.length > 0 ? moves : [event.nativeEvent]) {
      const to = placeOf(move);
      current.ink = paintStroke(current.ink, current.at, to, isErasing);
      current.at = to;
    }
    showStroke();
  };
  const onPointerUp = () => {
    const { current } = stroke;
    if (current === undefined) return;
    cancelAnimationFrame(current.pending ?? 0);
    stroke.current = undefined;
    onDraw(writeInk(current.ink));
  };

  const middleOf = ({ x, y }: Place): Place => ({ x: x + 0.5, y: y + 0.5 });
  const paint = (from: Place, to: Place, erases: boolean) => {
    remember();
    onDraw(writeInk(paintStroke(shown, middleOf(from), middleOf(to), erases)));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if ((event.ctrlKey || event.metaKey) && event.key === 'z') {
      event.preventDefault();
      undo();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const [dx, dy] = moves[event.key] ?? [0, 0];
    if (dx !== 0 || dy !== 0) {
      const to = { x: clampCell(cursor.x + dx), y: clampCell(cursor.y + dy) };
      setCursor(to);
      if (event.shiftKey) paint(cursor, to, isErasing);
      announce(
        `row ${to.y + 1}, column ${to.x + 1}${event.shiftKey ? (isErasing ? ', rubbed out' : ', drawn') : inkNear(shown, to)}`,
      );
    } else if (event.key === ' ') {
      paint(cursor, cursor, isErasing);
      announce(isErasing ? 'rubbed out' : 'a dot');
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      paint(cursor, cursor, true);
      announce('rubbed out');
    } else if (event.key === 'Escape') event.currentTarget.blur();
    else return;
    event.preventDefault();
  };

  const undo = () => {
    const last = past.at(-1);
    if (last === undefined) return;
    setPast(past.slice(0, -1));
    onDraw(last);
    announce('one stroke taken back');
  };
  const clear = () => {
    if (text === noInk) return;
    remember();
    onDraw(noInk);
    announce('the square is empty');
  };
  return (
    <div className={styles.padColumn} data-field="ink">
      <p id={help} className="visually-hidden">
        Draw a digit with a mouse, a finger or a pen. By keyboard: the arrow keys move through 28 by 28 cells, with
        Shift they draw a line, Space makes a dot, Delete rubs out, Control Z takes back, Escape leaves. The buttons
        below put in digits that others wrote.
      </p>
      {/* An application, because its arrow keys are its own; the buttons beside it do what can be done without aiming. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        ref={box}
        className={styles.pad}
        role="application"
        aria-roledescription="drawing pad"
        aria-label={`square to draw a digit in${text === noInk ? ', empty' : ''}`}
        aria-describedby={help}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={onPointerUp}
        onKeyDown={onKeyDown}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        data-pad
      >
        <svg viewBox={`0 0 ${side} ${side}`} aria-hidden="true">
          {/* What the last stroke, or the last digit, was drawn over. */}
          {past.length > 0 && <InkCells ink={past.at(-1) ?? noInk} className={styles.ghostInk} isFine={false} />}
          <InkCells ink={text} className={styles.ink} isFine={isAlive} />
          {isFocused && <rect className={styles.cursor} x={cursor.x} y={cursor.y} width={1} height={1} />}
        </svg>
        {text === noInk && <span className={styles.invitation}>draw a digit here</span>}
      </div>
      <div className={styles.tools}>
        <PillButton aria-disabled={past.length === 0} onClick={undo}>
          undo
        </PillButton>
        <PillButton aria-disabled={text === noInk} onClick={clear}>
          clear
        </PillButton>
        <Switch label="rubber" isOn={isErasing} onChange={setErasing} />
      </div>
      <div className={styles.samples} role="group" aria-label="handwritten digits that no network was trained on">
        {heldOutDigits.map((sample, digit) => (
          <button
            key={digit}
            type="button"
            className={styles.sample}
            aria-label={`a handwritten ${digit}`}
            aria-pressed={sample === text}
            onClick={() => {
              remember();
              onDraw(sample);
              announce(`a handwritten ${digit}`);
            }}
          >
            {isAlive ? (
              <svg viewBox={`3 3 ${side - 6} ${side - 6}`} aria-hidden="true">
                <InkCells ink={sample} className={styles.ink} isFine={false} />
              </svg>
            ) : (
              digit
            )}
          </button>
        ))}
      </div>
    </div>
  );
}

const moves: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

function clampCell(value: number): number {
  return Math.min(side - 1, Math.max(0, value));
}

function inkNear(ink: Uint8Array, { x, y }: Place): string {
  return (ink[y * side + x] ?? 0) > 0 ? ', ink' : '';
}
