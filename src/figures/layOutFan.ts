import { showLetter } from '../marks/showLetter';
import type { Stretch } from './mergeFutures';

/** One stretch of the fan as it is drawn: its letters on a line, and the line on which it hangs. */
export interface FanLine {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  /** What is written; it ends in an ellipsis where the picture does. */
  readonly text: string;
  /** Length of the line under it, px. */
  readonly length: number;
  readonly futures: readonly number[];
  /** Where the stretch before it ended, and how many futures it had. */
  readonly from: { readonly x: number; readonly y: number; readonly futures: number } | undefined;
}

/** Where the fan may be drawn, px: a row a future, letters `advance` apart, `gap` for a branch. */
export interface FanSpace {
  readonly left: number;
  readonly right: number;
  readonly rowPitch: number;
  readonly advance: number;
  readonly gap: number;
}

/**
 * Lays merged futures out: each future has a row, in the order of the leaves, and what several share stands in the middle of their rows.
 * What would lie past the right edge is left away.
 */
export function layOutFan(
  stretches: readonly Stretch[],
  vocabulary: string,
  space: FanSpace,
): { lines: FanLine[]; rows: number[] } {
  const rows = stretches.flatMap(({ futures }) => futures);
  const rowOf = new Map(rows.map((future, row) => [future, row]));
  const lines: FanLine[] = [];
  const walk = (stretch: Stretch, x: number, from: FanLine['from']) => {
    const ends = stretch.futures.map((future) => rowOf.get(future) ?? 0);
    const y = ((Math.min(...ends) + Math.max(...ends)) / 2 + 0.5) * space.rowPitch;
    const room = Math.floor((space.right - x) / space.advance);
    if (room < 1) return;
    const letters = stretch.tokens.map((token) => showIn(vocabulary.charAt(token)));
    const isCut = letters.length > room;
    const text = isCut ? `${letters.slice(0, room - 1).join('')}…` : letters.join('');
    const length = Math.min(room, letters.length) * space.advance;
    lines.push({ key: `${stretch.depth} ${stretch.futures[0]}`, x, y, text, length, futures: stretch.futures, from });
    const end = { x: x + length, y, futures: stretch.futures.length };
    if (!isCut) for (const branch of stretch.branches) walk(branch, end.x + space.gap, end);
  };
  for (const stretch of stretches) walk(stretch, space.left, undefined);
  return { lines, rows };
}

/** In running text a space is a space; only a line break needs a sign. */
function showIn(letter: string): string {
  return letter === ' ' ? '\u00a0' : showLetter(letter);
}
