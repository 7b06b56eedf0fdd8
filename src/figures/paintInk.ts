import { side } from '../tasks/digitImages';
import { darkest } from './digitInk';

/** A place on the drawing pad, in cells from its upper left corner. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Radius of the pen, in cells: a digit that fills the pad gets strokes as wide as those of the digits that were learnt. */
const penRadius = 1.2;
const eraserRadius = 2.3;

/** Draws a straight stroke with a round soft pen into a copy of the ink, or rubs it out. @param ink 0–15, [784] */
export function paintStroke(ink: Uint8Array, from: Place, to: Place, isErasing = false): Uint8Array {
  const painted = ink.slice();
  const radius = isErasing ? eraserRadius : penRadius;
  const reach = radius + 1;
  const clampCell = (value: number): number => Math.min(side - 1, Math.max(0, Math.floor(value)));
  const [left, right] = [clampCell(Math.min(from.x, to.x) - reach), clampCell(Math.max(from.x, to.x) + reach)];
  const [top, bottom] = [clampCell(Math.min(from.y, to.y) - reach), clampCell(Math.max(from.y, to.y) + reach)];
  for (let row = top; row <= bottom; row++)
    for (let column = left; column <= right; column++) {
      const distance = distanceTo(from, to, { x: column + 0.5, y: row + 0.5 });
      // Half a cell of soft edge on each side.
      const cover = Math.round(darkest * Math.min(1, Math.max(0, radius + 0.5 - distance)));
      const cell = row * side + column;
      const before = painted[cell] ?? 0;
      painted[cell] = isErasing ? Math.min(before, darkest - cover) : Math.max(before, cover);
    }
  return painted;
}

/** How far a place is from a straight line between two others. */
function distanceTo(from: Place, to: Place, place: Place): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((place.x - from.x) * dx + (place.y - from.y) * dy) / length;
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(place.x - from.x - share * dx, place.y - from.y - share * dy);
}
