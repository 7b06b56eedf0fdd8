import type { Cell } from '../equations/defineCell';
import type { Sizes } from '../equations/Shape';

/** How a character model is trained: truncated backpropagation through time over parallel streams of one text. */
export interface CharacterTraining {
  readonly seed: number;
  /** B, parallel streams, each reading its own stretch of the text. */
  readonly batch: number;
  /** T, letters between updates; the state is carried from one window to the next. */
  readonly window: number;
  /** Passes over the training text. */
  readonly passes: number;
  /** Adam's step size at the start; it falls to zero along a half cosine. */
  readonly learningRate: number;
  /** Adam's ε, always explicit: tfjs changes its default by backend. */
  readonly epsilon: number;
  /** Decoupled weight decay (Loshchilov & Hutter 2019), the share of a weight that goes per unit of step size; none unless told. */
  readonly weightDecay?: number;
  /** Largest norm of the whole gradient. */
  readonly clipNorm: number;
  /** Chance that a stream starts a window from the zero state, so that the network knows how to begin. */
  readonly freshStart: number;
}

/** What a system promises, to be measured again from its stored file. */
export interface Claim {
  /** What is measured, in words. */
  readonly measure: string;
  readonly unit: 'bits per character';
  /** The measured number must not exceed it; a claim without a bound is reported as measured. */
  readonly bound?: number;
}

/** One runnable system: a network, what it was trained on and how, where its weights lie, and what is claimed of it. */
export interface System {
  readonly id: string;
  readonly title: string;
  /** Ids of `bibliography.json`. */
  readonly papers: readonly string[];
  readonly network: Cell;
  /** What the letters of its shapes stand for. */
  readonly sizes: Sizes;
  /** Characters it knows, by token. */
  readonly vocabulary: string;
  /** Its weights, below `public/`. */
  readonly checkpoint: string;
  /** Whose data its weights were learnt from, in words that go into the file and onto the page. */
  readonly credit: string;
  /** How its checkpoint is made; a system without a recipe runs on the checkpoint of another. */
  readonly training?: CharacterTraining;
  readonly claim?: Claim;
}

/** A system that has a recipe of its own. */
export type TrainableSystem = System & { readonly training: CharacterTraining; readonly claim: Claim };
