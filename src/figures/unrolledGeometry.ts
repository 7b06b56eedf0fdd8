import { measureStrip } from '../marks/VectorStrip';

/** Narrowest distance of two columns, px: nothing is cramped below it. */
const minPitch = 58;
const maxPitch = 96;
const mostColumns = 64;

/** Where things lie in the unrolled graph, px. Column positions are centres. */
export interface UnrolledLayout {
  /** Room for the names of the rows, on the left. */
  readonly margin: number;
  readonly pitch: number;
  /** How many columns fit. */
  readonly count: number;
  readonly stripWidth: number;
  readonly stripHeight: number;
  /** Length of a bar for probability 1. */
  readonly barLength: number;
  readonly rows: { target: number; loss: number; prediction: number; strip: number; input: number };
  readonly height: number;
  readonly foldedX: number;
}

/** Lays the graph out for a width in px; `isFull` adds the rows of targets and losses. */
export function layOutUnrolled(width: number, steps: number, units: number, isFull: boolean): UnrolledLayout {
  const margin = width < 600 ? 44 : 104;
  const room = width - margin - 10;
  const count = Math.max(1, Math.min(mostColumns, Math.floor(room / minPitch)));
  const pitch = Math.min(maxPitch, room / Math.max(1, Math.min(count, steps)));
  const stripWidth = Math.round(Math.min(48, pitch * 0.54));
  const { height: stripHeight } = measureStrip(units, 2, stripWidth);
  // Where letters lie beyond the edges, the buttons that lead there stand above the row of targets.
  const lead = isFull && steps > count ? 28 : 0;
  const above = (isFull ? 96 : 0) + lead;
  const strip = above + 162;
  const input = strip + stripHeight + 98;
  return {
    margin,
    pitch,
    count,
    stripWidth,
    stripHeight,
    barLength: Math.min(56, pitch * 0.56),
    rows: { target: 40 + lead, loss: 86 + lead, prediction: above + 48, strip, input },
    height: Math.round(input + 48),
    foldedX: Math.round(margin + (width - margin) / 2 - 40),
  };
}

/** Where a column (by its place in the window) stands: all in one place when folded (0), side by side when unrolled (1). */
export function columnX(layout: UnrolledLayout, place: number, progress: number): number {
  return between(layout.foldedX, layout.margin + (place + 0.5) * layout.pitch, progress);
}

function between(from: number, to: number, progress: number): number {
  return from * (1 - progress) + to * progress;
}

/** An arrow along a curve: its path up to the head, the head's tip and angle in degrees, and where its name stands. */
export interface CurvedWire {
  readonly path: string;
  readonly head: { x: number; y: number; angle: number };
  readonly label: { x: number; y: number };
}

/**
 * The arrow that brings the last state into the column at `place`: folded it is the loop from the cell to itself, unrolled the arrow from the column
 * before. One curve, whose ends and handles travel. The first column's arrow comes from the left, out of nothing.
 */
export function recurrentWire(layout: UnrolledLayout, place: number, progress: number): CurvedWire {
  const { stripWidth, stripHeight, rows, foldedX, pitch } = layout;
  const y = rows.strip + stripHeight / 2;
  const side = foldedX + stripWidth / 2 + 2;
  const from = columnX(layout, place - 1, 1) + stripWidth / 2 + 2;
  const to = columnX(layout, place, 1) - stripWidth / 2 - 1;
  const start = place === 0 ? to - Math.min(20, (pitch - stripWidth) * 0.5) : from;
  const third = (to - start) / 3;
  const at = (folded: number, unrolled: number) => between(folded, unrolled, progress);
  const tail = { x: at(side, start), y: at(y - 16, y) };
  const outward = { x: at(side + 92, start + third), y: at(y - 84, y) };
  const inward = { x: at(side + 92, to - third), y: at(y + 84, y) };
  const tip = { x: at(side, to), y: at(y + 16, y) };
  const length = Math.hypot(tip.x - inward.x, tip.y - inward.y) || 1;
  const end = { x: tip.x - ((tip.x - inward.x) / length) * 6, y: tip.y - ((tip.y - inward.y) / length) * 6 };
  const point = (place: { x: number; y: number }) => `${round(place.x)} ${round(place.y)}`;
  return {
    path: `M${point(tail)}C${point(outward)} ${point(inward)} ${point(end)}`,
    head: {
      x: round(tip.x),
      y: round(tip.y),
      angle: round((Math.atan2(tip.y - inward.y, tip.x - inward.x) * 180) / Math.PI),
    },
    label: { x: round(at(side + 78, (start + to) / 2)), y: round(at(y + 4, y - 9)) },
  };
}

/** The column (by its place in the window) under a point, or undefined beside all columns. */
export function placeAt(layout: UnrolledLayout, x: number): number | undefined {
  const place = Math.floor((x - layout.margin) / layout.pitch);
  return x < layout.margin || place >= layout.count ? undefined : place;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
