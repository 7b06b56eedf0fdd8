import type { SplitText } from '../tasks/characters';

/** The longest run that is looked up, letters. */
const longest = 6;

/**
 * Of the runs of 1 to 6 letters in the held-out text, the share that the training text never had, `{ 1: 0, …, 6: 0.2 }`: how often a table with a
 * card for every past would come to a blank one. Each place in the text counts once.
 */
export function measureUnmet({ training, heldOut }: Pick<SplitText, 'training' | 'heldOut'>): Record<string, number> {
  const runs = (tokens: Uint8Array, length: number): number[] =>
    Array.from({ length: Math.max(0, tokens.length - length + 1) }, (_, at) =>
      // A run as one number: tokens are below 256, and six of them fit 48 bits.
      tokens.subarray(at, at + length).reduce((code, token) => code * 256 + token, 0),
    );
  return Object.fromEntries(
    Array.from({ length: longest }, (_, place) => {
      const met = new Set(runs(training, place + 1));
      const asked = runs(heldOut, place + 1);
      return [place + 1, asked.filter((run) => !met.has(run)).length / Math.max(1, asked.length)];
    }),
  );
}
