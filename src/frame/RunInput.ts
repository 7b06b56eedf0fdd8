/** What a figure feeds its network: a text that the reader typed, or a vector a step, values [T, X], row-major. */
export type RunInput =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'vectors'; readonly steps: number; readonly values: Float32Array };

/** The input of a figure over a text. */
export function textInput(text: string): RunInput {
  return { kind: 'text', text };
}

/**
 * The input of a figure over anything else: bits, rows of pixels.
 * @param vectors [T][X]
 */
export function vectorInput(vectors: readonly ArrayLike<number>[]): RunInput {
  return {
    kind: 'vectors',
    steps: vectors.length,
    values: Float32Array.from(vectors.flatMap((vector) => Array.from(vector))),
  };
}

/** Whether two inputs hold the same text or the same numbers. */
export function isSameInput(a: RunInput, b: RunInput): boolean {
  if (a === b) return true;
  if (a.kind === 'text') return b.kind === 'text' && a.text === b.text;
  if (b.kind === 'text' || a.steps !== b.steps || a.values.length !== b.values.length) return false;
  return a.values.every((value, i) => value === b.values[i]);
}
