/** Narrowest distance of two columns, px. */
const minPitch = 49;
const maxPitch = 84;
const mostColumns = 64;
/** The guess of a column: a square tile, its chance and what it cost below or above. */
export const tileSize = 30;
const stripHeight = 58;
/** From a strip to what it is wired to. */
const reach = 30;
/** What stands below a tile: its chance, and what it cost. */
const costHeight = 24;
const letterSize = 34;

/** Where things lie in the picture of a network and its cut twin, px. The letters stand in the middle, one twin above them, one below. */
export interface CutLayout {
  readonly margin: number;
  readonly pitch: number;
  /** How many columns fit. */
  readonly count: number;
  readonly stripWidth: number;
  readonly stripHeight: number;
  readonly letterSize: number;
  /** Tops of strips; centres of tiles and letters; baselines of the titles of the three networks. */
  readonly rows: {
    readonly wholeTitle: number;
    readonly wholeTile: number;
    readonly whole: number;
    readonly letter: number;
    readonly cut: number;
    readonly cutTile: number;
    readonly cutTitle: number;
    readonly neverTile: number;
    readonly neverTitle: number;
  };
  readonly height: number;
}

/** Lays the twins out in a width, px; `hasNever` adds the row of the network that never had a past. */
export function layOutCut(width: number, steps: number, hasNever: boolean): CutLayout {
  const margin = width < 600 ? 40 : 76;
  const room = width - margin - 12;
  const count = Math.max(1, Math.min(mostColumns, Math.floor(room / minPitch)));
  const pitch = Math.min(maxPitch, room / Math.max(1, Math.min(count, steps)));
  // Where letters lie beyond the edges, the buttons that lead there stand beside the title.
  const wholeTitle = steps > count ? 50 : 24;
  const wholeTile = wholeTitle + 48;
  const whole = wholeTile + tileSize / 2 + costHeight + reach;
  const letter = whole + stripHeight + reach + letterSize / 2;
  const cut = letter + letterSize / 2 + reach;
  const cutTile = cut + stripHeight + reach + 6 + tileSize / 2;
  const cutTitle = cutTile + 60;
  const neverTile = cutTitle + 44;
  const neverTitle = neverTile + 60;
  return {
    margin,
    pitch,
    count,
    stripWidth: Math.min(52, pitch - 18),
    stripHeight,
    letterSize,
    rows: { wholeTitle, wholeTile, whole, letter, cut, cutTile, cutTitle, neverTile, neverTitle },
    height: (hasNever ? neverTitle : cutTitle) + 16,
  };
}

/** The centre of the column at a place in the window. */
export function cutColumnX({ margin, pitch }: CutLayout, place: number): number {
  return Math.round((margin + (place + 0.5) * pitch) * 10) / 10;
}

/** The column (by its place in the window) under a point, or undefined beside all columns. */
export function cutColumnAt({ margin, pitch, count }: CutLayout, x: number): number | undefined {
  const place = Math.floor((x - margin) / pitch);
  return x < margin || place >= count ? undefined : place;
}

/** The gap between the strip before a column and its own: where the wire runs, from `start` to `end`. The first column's comes out of nothing. */
export function wireGap(layout: CutLayout, place: number) {
  const end = cutColumnX(layout, place) - layout.stripWidth / 2 - 1;
  const length = layout.pitch - layout.stripWidth - 2;
  return { start: place === 0 ? end - Math.min(12, length) : end - length, end };
}
