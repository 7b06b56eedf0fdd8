/** Where things lie in a NextLetter, px from the top left of its picture. */
export interface LetterLayout {
  readonly width: number;
  readonly left: number;
  /** The text and the five guesses under each of its letters. */
  readonly columns: { readonly top: number; readonly pitch: number; readonly count: number; readonly rowPitch: number };
  /** All letters that may come next, a bar each, in as many rows as it takes. */
  readonly bars: {
    readonly top: number;
    readonly perRow: number;
    readonly pitch: number;
    readonly height: number;
    readonly rowPitch: number;
  };
  /** The same chances end to end, and the number that draws one. */
  readonly strip: { readonly top: number; readonly width: number; readonly height: number };
  readonly fan: { readonly top: number; readonly rowPitch: number };
  readonly height: number;
}

/** Guesses under each letter, as in Karpathy's own pictures. */
export const guessesPerLetter = 5;

/**
 * Lays a NextLetter out in a width, px.
 * @param steps letters of the text
 * @param symbols letters that the network knows
 * @param futures rows of the fan
 */
export function layOutLetters(width: number, steps: number, symbols: number, futures: number): LetterLayout {
  const isNarrow = width < 620;
  const left = isNarrow ? 12 : 92;
  const right = 18;
  const room = width - left - right;
  const narrowest = isNarrow ? 30 : 34;
  const count = Math.max(1, Math.floor(room / narrowest));
  const pitch = Math.min(52, room / Math.max(1, Math.min(count, steps)));
  // Where letters lie beyond the edges, the buttons that lead there need a line of their own.
  const columnsTop = steps > count ? 44 : 18;
  const rowPitch = 25;
  const barsTop = columnsTop + 34 + guessesPerLetter * rowPitch + 58;
  const barRoom = width - 12 - right - (isNarrow ? 24 : 80);
  const perRow = Math.min(symbols, Math.floor(barRoom / 13));
  const rows = Math.ceil(symbols / perRow);
  const height = rows === 1 ? 104 : 78;
  // The likeliest come first: later rows hold small chances alone.
  const laterHeight = 20;
  const stripTop = barsTop + height + 22 + (rows - 1) * (laterHeight + 22) + 28;
  const fanTop = stripTop + 112;
  const fanRow = futures > 24 ? 16 : 20;
  return {
    width,
    left,
    columns: { top: columnsTop, pitch, count, rowPitch },
    bars: { top: barsTop, perRow, pitch: Math.min(15, barRoom / perRow), height, rowPitch: laterHeight + 22 },
    strip: { top: stripTop, width: room, height: 26 },
    fan: { top: fanTop, rowPitch: fanRow },
    height: fanTop + Math.max(1, futures) * fanRow + 16,
  };
}
