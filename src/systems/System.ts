import type { Cell } from '../equations/defineCell';
import type { Intervention } from '../equations/Intervention';
import type { Sizes } from '../equations/Shape';
import type { DataTask } from '../tasks/DataTask';
import type { Part } from '../tasks/drawBatch';
import type { Measure, Sequence, Task } from '../tasks/Task';
import type { Settings } from './Settings';

/** One runnable system: a network, what it was trained on and how, where its weights lie, and what is claimed of it. */
export type System = CharacterSystem | TaskSystem | DataSystem;

/** What every system has. */
interface AnySystem {
  readonly id: string;
  readonly title: string;
  /** Ids of `bibliography.json`. */
  readonly papers: readonly string[];
  readonly network: Cell;
  /** What the letters of its shapes stand for. */
  readonly sizes: Sizes;
  /** Its weights, below `public/`. */
  readonly checkpoint: string;
  /** Characters it knows, by token; none where it reads no text. */
  readonly vocabulary: string;
  /** Whose data its weights were learnt from, in words that go into the file and onto the page. */
  readonly credit: string;
}

/** A system that reads text and predicts the next character. */
export interface CharacterSystem extends AnySystem {
  /** What cuts the network off from its past: with all of this done, nothing of one step reaches the next. */
  readonly withoutPast?: readonly Intervention[];
  /** How its checkpoint is made; a system without a recipe runs on the checkpoint of another. */
  readonly training?: CharacterTraining;
  readonly claim?: CharacterClaim;
}

/** A system whose sequences are made by a generator. */
export interface TaskSystem extends AnySystem {
  readonly task: Task;
  readonly training: TaskTraining;
  readonly claim: TaskClaim;
  /** The weights of every seed that the claim is over, below `public/`, by `seed1/W_xh`: measured, and never loaded by a page. */
  readonly everySeed: string;
  /** Other numbers of hidden units that the recipe is trained at from every seed, to see how few will do; and all their weights, below `public/`. */
  readonly widths?: { readonly of: readonly number[]; readonly file: string };
}

/** A system whose sequences are read from files which the project does not hold; opened, it is a system like one whose sequences are generated. */
export interface DataSystem extends AnySystem {
  readonly data: DataTask;
  readonly training: TaskTraining;
  readonly claim: DataClaim;
  /** As for a generated task. */
  readonly everySeed: string;
}

/** A system that has a recipe of its own. */
export type TrainableSystem = TaskSystem | DataSystem | TrainableCharacterSystem;
export type TrainableCharacterSystem = CharacterSystem & {
  readonly training: CharacterTraining;
  readonly claim: CharacterClaim;
};

/** How a character model is trained: truncated backpropagation through time over parallel streams of one text, by Adam along half a cosine. */
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

/** How a system learns a generated task: fresh sequences at every update, each from the zero state. */
export interface TaskTraining extends Readonly<Settings> {
  /** The seed of the weights that are shipped; a claim over several seeds counts from it. */
  readonly seed: number;
  /** B, sequences an update. */
  readonly batch: number;
  readonly updates: number;
  /** Which sequences it may learn from. */
  readonly part: Exclude<Part, 'heldOut'>;
}

/** What a character system promises, to be measured again from its stored file on the tenth of the text that was held out. */
export interface CharacterClaim {
  /** What is measured, in words. */
  readonly measure: string;
  readonly unit: 'bits per character';
  /** The measured number must not exceed it; a claim without a bound is reported as measured. */
  readonly bound?: number;
}

/** What a task's system promises of several seeds, to be measured again from their stored weights on sequences that none has seen. */
export interface TaskClaim {
  /** How many seeds are trained, at least five where luck matters. */
  readonly seeds: number;
  /** How many of them have to reach every bound; all unless told. */
  readonly solved?: number;
  readonly of: readonly {
    /** What is measured, in words. */
    readonly measure: string;
    readonly task: Task;
    readonly unit: Measure;
    /** How many sequences are drawn for it; or the very ones, where there are only so many. */
    readonly sequences: number | readonly Sequence[];
    readonly part: Exclude<Part, 'training'>;
    /** A loss must not exceed it, a share must reach it; without a bound it is reported as measured. */
    readonly bound?: number;
  }[];
}

/** What a system that learns from files promises of several seeds, to be measured again on every example that was held out. */
export interface DataClaim extends Pick<TaskClaim, 'seeds' | 'solved'> {
  readonly of: readonly Pick<TaskClaim['of'][number], 'measure' | 'unit' | 'bound'>[];
}
