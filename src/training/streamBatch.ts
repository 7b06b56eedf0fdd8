import type { Batch } from './nextSymbolLoss';

/** How many windows of T letters each of B parallel streams holds. */
export function windowsPerPass(length: number, batch: number, window: number): number {
  return Math.floor((length - 1) / (batch * window));
}

/** Window number `index` of B streams that read a text in parallel, each its own stretch: stream b starts at b · ⌊(N−1)/B/T⌋ · T. */
export function streamBatch(tokens: Uint8Array, batch: number, window: number, index: number): Batch {
  const stretch = windowsPerPass(tokens.length, batch, window) * window;
  const at = (t: number, b: number): number => b * stretch + index * window + t;
  const pick = (shift: number): Int32Array =>
    Int32Array.from(
      { length: window * batch },
      (_, row) => tokens[at(Math.floor(row / batch), row % batch) + shift] ?? 0,
    );
  return { tokens: pick(0), targets: pick(1), steps: window, batch };
}
