import type { Stream } from './Stream';
import type { TrainingData } from './TrainingData';
import { updateRandom } from './updateRandom';

/** How a stream is cut for truncated backpropagation through time (Williams & Peng 1990; in windows, as most libraries do it). */
export interface StreamCut {
  readonly seed: number;
  /** B, parallel streams, each reading its own stretch. */
  readonly batch: number;
  /** T, steps between updates: no gradient goes farther back. */
  readonly window: number;
  /** How often all is read. */
  readonly passes: number;
  /** Chance, 0–1, that a stream starts a window from the zero state instead of the state it was left in: 0 carries always, 1 resets always. */
  readonly freshStart: number;
}

/** The windows of a stream, one for each update. @throws RangeError when it is too short for one */
export function streamData(stream: Stream, { seed, batch, window, passes, freshStart }: StreamCut): TrainingData {
  const windows = windowsPerPass(stream.steps, batch, window);
  if (windows < 1)
    throw new RangeError(
      `${stream.steps} steps are too few to train on: ${batch} streams of ${window} take ${batch * window}`,
    );
  return {
    loss: stream.loss,
    isTokens: stream.isTokens === true,
    batch,
    updates: windows * passes,
    batchOf: (update) => windowOf(stream, batch, window, update % windows),
    startsAnew(update) {
      const random = updateRandom(seed, update);
      return Array.from({ length: batch }, () => update % windows === 0 || random.uniform() < freshStart);
    },
  };
}

/** How many windows of T steps each of B parallel streams holds. */
export function windowsPerPass(steps: number, batch: number, window: number): number {
  return Math.floor(steps / (batch * window));
}

/** Window number `index` of B streams that read in parallel, each its own stretch: stream b starts at b · ⌊N/B/T⌋ · T. */
export function windowOf(stream: Stream, batch: number, window: number, index: number): ReturnType<Stream['cut']> {
  const stretch = windowsPerPass(stream.steps, batch, window) * window;
  return stream.cut(
    Array.from({ length: batch }, (_, b) => b * stretch + index * window),
    window,
  );
}
