import type { Settings } from '../systems/Settings';
import type { Weights } from '../traces/Weights';

/** What one update did. */
export interface Update {
  /** Updates done, and how many the recipe has. */
  readonly update: number;
  readonly updates: number;
  /** The batch's mean loss: bits for classes and bits, a mean square for numbers. */
  readonly loss: number;
  /** The share of the batch's answers that were right before the update, 0–1. */
  readonly accuracy: number;
  /** Norm of the whole gradient before clipping. */
  readonly norm: number;
}

/** A training run as the worker drives it: one update at a time, and its state at any moment between two. */
export interface Trainer {
  /** Makes one update; nothing when the recipe is done. @throws Error in words for the reader when training diverged */
  next(): Promise<Update | undefined>;
  /** The present weights; the trainer may change them in place. */
  weights(): Weights;
  /** Everything that the run needs to go on to the bit, as a file. */
  store(): Uint8Array;
  /** Changes settings from the next update on. */
  retune(settings: Partial<Settings>): void;
  /** Lets go of what the run holds. */
  end(): Promise<void>;
}

/** How a training run stands. */
export interface Progress {
  readonly state: 'running' | 'paused' | 'done' | 'diverged';
  /** Updates made since the last word, oldest first. */
  readonly updates: readonly Update[];
  /** The weights after the last of them: always good ones, also where training diverged. */
  readonly weights: Weights;
  /** The whole run as a file, now and then and at every rest: what it goes on from when its backend is lost. */
  readonly stored?: Uint8Array;
  /** Why it diverged, and what to do. */
  readonly message?: string;
}
