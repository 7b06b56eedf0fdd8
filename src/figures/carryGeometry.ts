import { measureStrip } from '../marks/VectorStrip';

/** Narrowest column in which two digits and a strip can be told apart, px. */
const minPitch = 34;
const maxPitch = 80;

/** Where things lie in a CarryBit, px. */
export interface CarryLayout {
  /** The left edge of the first column. */
  readonly left: number;
  readonly pitch: number;
  /** How many columns fit. */
  readonly count: number;
  readonly stripWidth: number;
  readonly stripColumns: number;
  /** Middle lines of the rows. */
  readonly place: number;
  readonly a: number;
  readonly b: number;
  /** Upper edge of the strips, and their height. */
  readonly strip: number;
  readonly stripHeight: number;
  readonly answer: number;
  readonly sum: number;
  readonly carry: number;
  readonly read: number;
  /** The picture of state space. */
  readonly plane: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly height: number;
}

/** Lays a sum of so many places out in a width, px: rows of digits and states, and the plane of the carry beside or below them. */
export function layOutSum(width: number, T: number, H: number): CarryLayout {
  const isBeside = width >= 860;
  const left = width < 520 ? 62 : 84;
  const planeWidth = isBeside ? 330 : width - 28;
  const room = width - left - 16 - (isBeside ? planeWidth + 26 : 0);
  const count = Math.max(1, Math.min(T, Math.floor(room / minPitch)));
  const pitch = Math.min(maxPitch, room / count);
  const stripColumns = H > 4 ? 2 : 1;
  const stripWidth = Math.min(38, pitch - 12);
  // Where places lie beyond the edges, the buttons that lead there need a line of their own.
  const top = T > count ? 38 : 8;
  const place = top + 14;
  const strip = place + 84;
  const { height: stripHeight } = measureStrip(H, stripColumns, stripWidth);
  const answer = strip + stripHeight + 40;
  const read = answer + 30 + 34 + 30;
  const below = read + 24;
  const planeHeight = isBeside ? Math.max(300, below - top - 16) : Math.min(300, Math.max(220, width * 0.62));
  return {
    ...{ left, pitch, count, stripWidth, stripColumns, place, strip, stripHeight, answer, read },
    a: place + 27,
    b: place + 54,
    sum: answer + 30,
    carry: answer + 64,
    plane: {
      x: isBeside ? width - planeWidth - 16 : 14,
      y: isBeside ? top + 4 : below + 8,
      width: planeWidth,
      height: planeHeight,
    },
    height: isBeside ? Math.max(below, top + planeHeight + 20) : below + planeHeight + 20,
  };
}
