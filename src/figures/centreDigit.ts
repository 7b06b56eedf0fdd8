import { pixelsEach, side } from '../tasks/digitImages';
import { darkest } from './digitInk';

/** MNIST's digits fill a box of 20 by 20 pixels. */
const box = 20;
/** A speck is not blown up to a digit. */
const mostEnlarged = 2.5;
/** Samples a pixel each way: enough that a thin stroke keeps its grey. */
const samples = 4;

/**
 * Makes of a drawing what the makers of MNIST made of their scans: it is scaled, keeping its shape, until it fits into 20 by 20 pixels, and shifted until its
 * centre of mass is the middle of the 28 by 28, with greys at the edges.
 * @param ink 0–15, [784]
 * @returns 0–1 in steps of 1/255, as MNIST's are, [784]; all zero for an empty pad
 */
export function centreDigit(ink: Uint8Array): Float32Array {
  const bounds = boundsOf(ink);
  if (bounds === undefined) return new Float32Array(pixelsEach);
  const { left, top, width, height } = bounds;
  const scale = Math.min(mostEnlarged, box / Math.max(width, height));
  const mass = centreOfMass(ink);
  const shrunk = Float32Array.from({ length: pixelsEach }, (_, pixel) => {
    const [row, column] = [Math.floor(pixel / side), pixel % side];
    let sum = 0;
    for (let i = 0; i < samples; i++)
      for (let j = 0; j < samples; j++) {
        const x = mass.x + (column + (j + 0.5) / samples - side / 2) / scale;
        const y = mass.y + (row + (i + 0.5) / samples - side / 2) / scale;
        if (x >= left && y >= top && x < left + width && y < top + height) sum += inkBetween(ink, x, y);
      }
    return sum / (samples * samples * darkest);
  });
  // A drawing of faint ink is made as dark as a scan, so that how hard a pen pressed does not matter.
  const peak = Math.max(...shrunk, 1e-6);
  return shrunk.map((level) => Math.round(255 * Math.min(1, level / Math.max(peak, 0.5))) / 255);
}

/** Ink at a place between cells, mixed of the four nearest. */
function inkBetween(ink: Uint8Array, x: number, y: number): number {
  const [column, row] = [Math.floor(x - 0.5), Math.floor(y - 0.5)];
  const [dx, dy] = [x - 0.5 - column, y - 0.5 - row];
  const at = (r: number, c: number): number =>
    r < 0 || c < 0 || r >= side || c >= side ? 0 : (ink[r * side + c] ?? 0);
  const above = (1 - dx) * at(row, column) + dx * at(row, column + 1);
  const below = (1 - dx) * at(row + 1, column) + dx * at(row + 1, column + 1);
  return (1 - dy) * above + dy * below;
}

/** The smallest box around all ink; nothing on an empty pad. */
function boundsOf(ink: Uint8Array): { left: number; top: number; width: number; height: number } | undefined {
  let [left, top, right, bottom] = [side, side, -1, -1];
  ink.forEach((level, cell) => {
    if (level === 0) return;
    const [row, column] = [Math.floor(cell / side), cell % side];
    [left, right] = [Math.min(left, column), Math.max(right, column)];
    [top, bottom] = [Math.min(top, row), Math.max(bottom, row)];
  });
  return right < 0 ? undefined : { left, top, width: right - left + 1, height: bottom - top + 1 };
}

function centreOfMass(ink: Uint8Array): { x: number; y: number } {
  let [sum, x, y] = [0, 0, 0];
  ink.forEach((level, cell) => {
    sum += level;
    x += level * ((cell % side) + 0.5);
    y += level * (Math.floor(cell / side) + 0.5);
  });
  return { x: x / sum, y: y / sum };
}
