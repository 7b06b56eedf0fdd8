import type { Random } from '../base/random';

/** One sequence of a task: what is fed in, what should come out, and where it matters. Rows are steps. */
export interface Sequence {
  /** T */
  readonly steps: number;
  /** [T, X] */
  readonly inputs: Float32Array;
  /** What y should be, [T, Y]: a one-hot row where y is one of several classes, bits or numbers elsewhere. */
  readonly targets: Float32Array;
  /** Which steps enter the loss, 0 or 1, [T]. */
  readonly counted: Uint8Array;
  /** On which of them right answers are counted, 0 or 1, [T]: those that the task is about. */
  readonly scored: Uint8Array;
}

/** How far an answer is from its target, in nats or as a mean square: for one of several classes, for bits, for numbers. */
export type LossKind = 'crossEntropy' | 'bernoulli' | 'squaredError';

/** What of an answer is measured: its loss a counted step, the share of right answers, or the share of sequences without a wrong one. */
export type Measure = 'loss' | 'accuracy' | 'wholeSequences';

/** How well the best answer does that knows only so much: exact, by arithmetic or enumeration. */
export interface Level {
  readonly knowing: string;
  readonly measure: Measure;
  /** Nats or a mean square for a loss, 0–1 for the others. */
  readonly value: number;
}

/** Sequences to be learnt, made by a seeded generator. */
export interface Task {
  readonly id: string;
  /** What is asked, in a sentence. */
  readonly asks: string;
  /** Numbers that go in and come out at a step. */
  readonly X: number;
  readonly Y: number;
  readonly loss: LossKind;
  /** Exact levels to hold a result against; the first is chance. */
  readonly levels: readonly [Level, ...Level[]];
  draw(random: Random): Sequence;
}
