import { oneHotRows } from '../tasks/oneHotRows';
import type { Stream } from './Stream';

/** A text as a stream: at each letter, the next one is asked. @param size how many characters there are */
export function textStream(tokens: Uint8Array, size: number): Stream {
  return {
    loss: 'crossEntropy',
    isTokens: true,
    steps: tokens.length - 1,
    cut(starts, T) {
      const [batch, rows] = [starts.length, starts.length * T];
      const pick = (shift: number): Int32Array =>
        Int32Array.from(
          { length: rows },
          (_, row) => tokens[(starts[row % batch] ?? 0) + Math.floor(row / batch) + shift] ?? 0,
        );
      const every = new Uint8Array(rows).fill(1);
      const [read, asked] = [pick(0), pick(1)];
      return {
        steps: T,
        batch,
        tokens: read,
        answers: asked,
        // Rows of one 1 are made only for who asks for them.
        get inputs() {
          return oneHotRows(read, size);
        },
        get targets() {
          return oneHotRows(asked, size);
        },
        counted: every,
        scored: every,
      };
    },
  };
}
