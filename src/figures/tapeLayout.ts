/** Narrowest column in which a letter can be read, px. */
const minPitch = 14;
const maxPitch = 84;
const mostColumns = 64;

/** Where things lie in a state tape, px. */
export interface TapeLayout {
  readonly left: number;
  readonly top: number;
  readonly pitch: number;
  /** How many columns fit. */
  readonly count: number;
  readonly rowPitch: number;
  /** So many units that single cells are too many to draw. */
  readonly isDense: boolean;
  readonly lineTop: number;
  readonly lineHeight: number;
  readonly height: number;
}

/** Lays a tape of so many units and steps out in a width, px. */
export function layOutTape(width: number, steps: number, units: number): TapeLayout {
  const left = width < 600 ? 40 : 72;
  const room = width - left - 14;
  const count = Math.max(1, Math.min(mostColumns, Math.floor(room / minPitch)));
  const isDense = units > 40;
  const rowPitch = isDense ? 4 : 15;
  // Where letters lie beyond the edges, the buttons that lead there need a line of their own.
  const top = steps > count ? 80 : 54;
  const lineTop = top + units * rowPitch + 16;
  const lineHeight = 64;
  return {
    left,
    top,
    pitch: Math.min(maxPitch, room / Math.max(1, Math.min(count, steps))),
    count,
    rowPitch,
    isDense,
    lineTop,
    lineHeight,
    height: lineTop + lineHeight + 12,
  };
}
