import { oneHotRows } from '../tasks/oneHotRows';

/** A sequence to feed in: token ids, [T], of which a network sees one-hot rows; or its input vectors themselves, [T, X] row-major. */
export type SequenceInput =
  | { readonly kind: 'tokens'; readonly tokens: readonly number[] }
  | { readonly kind: 'vectors'; readonly steps: number; readonly values: Float32Array };

/** T of a sequence. */
export function stepsOf(input: SequenceInput): number {
  return input.kind === 'tokens' ? input.tokens.length : input.steps;
}

/** Steps `from` to before `until` of a sequence as the network sees them, [until − from, X] row-major. */
export function inputRows(input: SequenceInput, X: number, from: number, until: number): Float32Array {
  if (input.kind === 'tokens') return oneHotRows(input.tokens.slice(from, until), X);
  return input.values.slice(from * X, until * X);
}

/**
 * Lets a sequence pass only if a network of X inputs can read it.
 * @throws Error naming the first token, or number, that it cannot, or the length that the vectors should have
 */
export function requireReadable(input: SequenceInput, X: number): void {
  if (input.kind === 'tokens') {
    const stranger = input.tokens.findIndex((token) => !Number.isInteger(token) || token < 0 || token >= X);
    if (stranger >= 0)
      throw new Error(`step ${stranger} holds the token ${input.tokens[stranger]}; the network knows 0 to ${X - 1}`);
    return;
  }
  const { steps, values } = input;
  if (values.length !== steps * X)
    throw new Error(`${steps} steps of ${X} numbers are ${steps * X}; ${values.length} came`);
  const broken = values.findIndex((value) => !Number.isFinite(value));
  if (broken >= 0) throw new Error(`step ${Math.floor(broken / X)} holds ${values[broken]}, which is no number`);
}
