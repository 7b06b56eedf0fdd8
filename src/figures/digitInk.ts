import type { LinkField } from '../frame/link';
import { pixelsEach } from '../tasks/digitImages';

/** The darkest ink of a cell; 0 is paper. */
export const darkest = 15;

/** No ink at all, as text. */
export const noInk = '';

const letters = 'abcdefghijklmno';

/**
 * Writes a drawing as short text: cells row by row, a letter a–o for ink of 1–15, a number for so many cells of paper; paper at the end is left out.
 * @param ink 0–15, [784]
 */
export function writeInk(ink: ArrayLike<number>): string {
  let [text, paper] = ['', 0];
  for (let cell = 0; cell < pixelsEach; cell++) {
    const level = ink[cell] ?? 0;
    if (level === 0) paper++;
    else {
      text += `${paper > 0 ? paper : ''}${letters[level - 1] ?? 'o'}`;
      paper = 0;
    }
  }
  return text;
}

/** Reads what `writeInk` wrote, 0–15, [784]; nothing when it is no drawing. */
export function readInk(text: string): Uint8Array | undefined {
  const ink = new Uint8Array(pixelsEach);
  let cell = 0;
  for (const [part] of text.matchAll(/\d+|./gs)) {
    const paper = Number(part);
    if (!Number.isNaN(paper)) cell += paper;
    else {
      const level = letters.indexOf(part) + 1;
      if (level === 0) return undefined;
      ink[cell] = level;
      cell += 1;
    }
    if (cell > pixelsEach) return undefined;
  }
  return ink;
}

/** The drawing as a link carries it; always kept as `writeInk` writes it, so that one drawing is one text. */
export function inkField(start: string): LinkField<string> {
  return {
    start,
    write: (value) => value,
    read(text) {
      // A drawing has at most two signs a cell; more could only be noise.
      const ink = text.length > 2 * pixelsEach || text.includes(' ') ? undefined : readInk(text);
      return ink === undefined
        ? {
            value: start,
            problem: `“${text.slice(0, 24)}${text.length > 24 ? '…' : ''}” is no drawing of 28 by 28 cells`,
          }
        : { value: writeInk(ink) };
    },
  };
}
