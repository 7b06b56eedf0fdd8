import type { Random } from '../base/random';
import { pixelsEach, side } from './digitImages';

/** How far a digit is distorted at most: turned (radians), slanted and stretched (shares), shifted (pixels). */
const most = { turn: 0.2, slant: 0.2, stretch: 0.12, shift: 1.5 };

/**
 * A digit as another hand might have written it: turned by at most 11°, slanted by a fifth, stretched by an eighth each way, and shifted by a pixel and
 * a half, all evenly drawn; pixels between four are mixed of them. It is read from within [784], 0–255, and comes out 0–1.
 */
export function distortDigit(pixels: Uint8Array, random: Random): Float32Array {
  const evenly = (bound: number): number => (2 * random.uniform() - 1) * bound;
  const [turn, slant] = [evenly(most.turn), evenly(most.slant)];
  const [wide, high] = [1 + evenly(most.stretch), 1 + evenly(most.stretch)];
  const [right, down] = [evenly(most.shift), evenly(most.shift)];
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const centre = (side - 1) / 2;
  const inkAt = (row: number, column: number): number =>
    row < 0 || column < 0 || row >= side || column >= side ? 0 : (pixels[row * side + column] ?? 0);
  return Float32Array.from({ length: pixelsEach }, (_, place) => {
    const [y, x] = [Math.floor(place / side) - centre - down, (place % side) - centre - right];
    // Where this pixel comes from.
    const fromX = (cos * x + sin * y) / wide + slant * y + centre;
    const fromY = (cos * y - sin * x) / high + centre;
    const [column, row] = [Math.floor(fromX), Math.floor(fromY)];
    const [dx, dy] = [fromX - column, fromY - row];
    const above = (1 - dx) * inkAt(row, column) + dx * inkAt(row, column + 1);
    const below = (1 - dx) * inkAt(row + 1, column) + dx * inkAt(row + 1, column + 1);
    return ((1 - dy) * above + dy * below) / 255;
  });
}
