import { measureStrip } from '../marks/VectorStrip';

/** Narrowest distance of two columns, px; below it boxes and the wire between them would touch. */
const minPitch = 54;
const maxPitch = 132;
/** Room above and below the columns, for what joins two of them. */
const eaves = 40;
/** Height of the line in which a box bears its name. */
export const nameHeight = 22;
const gap = 30;

/** What a box stands for: input, hidden state, prediction. */
export type BoxKind = 'x' | 'h' | 'y';

/** Where the three boxes lie, px; positions are centres. */
export interface BoxesLayout {
  readonly pitch: number;
  /** How many columns fit. */
  readonly count: number;
  /** The first column. */
  readonly left: number;
  readonly boxWidth: number;
  readonly heights: Readonly<Record<BoxKind, number>>;
  /** The rows of a column. */
  readonly rows: Readonly<Record<BoxKind, number>>;
  /** Without time: the three in one line, larger. */
  readonly still: { readonly y: number; readonly scale: number; readonly x: Readonly<Record<BoxKind, number>> };
  readonly height: number;
}

/** Lays three boxes a step out in a width, px; so few steps stand in the middle. */
export function layOutBoxes(width: number, steps: number, units: number): BoxesLayout {
  const room = width - 24;
  const count = Math.max(1, Math.floor(room / minPitch));
  const columns = Math.max(1, Math.min(count, steps));
  const pitch = Math.min(maxPitch, room / columns);
  const boxWidth = Math.min(84, pitch - 18);
  const heights = { x: 58, h: nameHeight + measureStrip(units, 4, boxWidth).height, y: nameHeight + 70 };
  const y = eaves + heights.y / 2;
  const h = y + heights.y / 2 + gap + heights.h / 2;
  const x = h + heights.h / 2 + gap + heights.x / 2;
  const height = x + heights.x / 2 + eaves;
  const scale = width < 600 ? 1.2 : 1.7;
  const reach = Math.min(230, (width - boxWidth * scale - 24) / 2);
  return {
    pitch,
    count,
    left: (width - (columns - 1) * pitch) / 2,
    boxWidth,
    heights,
    rows: { x, h, y },
    still: { y: height / 2, scale, x: { x: width / 2 - reach, h: width / 2, y: width / 2 + reach } },
    height,
  };
}

/** A box's centre and size: in one line without time (progress 0), in its column with it (1). */
export function boxAt(layout: BoxesLayout, kind: BoxKind, place: number, progress: number) {
  const { still, rows, left, pitch } = layout;
  const between = (from: number, to: number) => from + (to - from) * progress;
  return {
    x: between(still.x[kind], left + place * pitch),
    y: between(still.y, rows[kind]),
    scale: between(still.scale, 1),
  };
}

/** An arrow: its path up to the head, and the head's tip and angle in degrees. */
export interface StraightWire {
  readonly path: string;
  readonly head: { readonly x: number; readonly y: number; readonly angle: number };
}

/** The arrow from one box of a step to the next: from edge to edge, along the line of their centres. */
export function wireBetween(
  layout: BoxesLayout,
  from: BoxKind,
  to: BoxKind,
  place: number,
  progress: number,
): StraightWire {
  const [a, b] = [boxAt(layout, from, place, progress), boxAt(layout, to, place, progress)];
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const [ux, uy] = [(b.x - a.x) / length, (b.y - a.y) / length];
  const edge = (kind: BoxKind, scale: number) =>
    Math.min(
      ((layout.boxWidth / 2) * scale) / Math.max(1e-6, Math.abs(ux)),
      ((layout.heights[kind] / 2) * scale) / Math.max(1e-6, Math.abs(uy)),
    ) + 3;
  const [start, tip] = [edge(from, a.scale), length - edge(to, b.scale)];
  const point = (at: number) => `${round(a.x + ux * at)} ${round(a.y + uy * at)}`;
  return {
    path: `M${point(start)}L${point(Math.max(start, tip - 6))}`,
    head: {
      x: round(a.x + ux * tip),
      y: round(a.y + uy * tip),
      angle: round((Math.atan2(uy, ux) * 180) / Math.PI),
    },
  };
}

/** The wire from the hidden state before to this one, as far as it has grown (0–1). */
export function memoryWire(layout: BoxesLayout, place: number, grown: number): StraightWire {
  const { left, pitch, boxWidth, rows } = layout;
  const start = left + (place - 1) * pitch + boxWidth / 2 + 1;
  const tip = start + (pitch - boxWidth - 2) * grown;
  return {
    path: `M${round(start)} ${rows.h}H${round(Math.max(start, tip - 6))}`,
    head: { x: round(tip), y: rows.h, angle: 0 },
  };
}

/** The column (by its place in the window) under a point, or undefined beside all columns. */
export function boxColumnAt({ left, pitch }: BoxesLayout, x: number): number | undefined {
  const place = Math.round((x - left) / pitch);
  return place < 0 || Math.abs(x - left - place * pitch) > pitch / 2 ? undefined : place;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
