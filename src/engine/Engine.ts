import type { Intervention } from '../equations/Intervention';
import type { SystemId } from '../systems';
import type { Settings } from '../systems/Settings';
import type { SequenceInput } from '../traces/SequenceInput';
import type { Trace } from '../traces/Trace';
import type { Weights } from '../traces/Weights';
import type { Progress } from './Trainer';

/** tfjs's backends, as an address names them. */
export const backends = ['webgl', 'wasm', 'cpu'] as const;

/** One of tfjs's backends. */
export type Backend = (typeof backends)[number];

/** How the engine is doing; `message` is a sentence for the reader. */
export interface EngineStatus {
  readonly state: 'starting' | 'ready' | 'failed';
  /** The backend in use, once ready. */
  readonly backend?: Backend;
  readonly message: string;
  /** Backends that were left behind, and why. */
  readonly tried: readonly { readonly backend: Backend; readonly reason: string }[];
}

/** A sequence to run a network over, from the zero state. */
export interface RunJob {
  /** Who asks, a figure's id: a newer run of the same owner makes an older one stale. */
  readonly owner: string;
  readonly system: SystemId;
  readonly input: SequenceInput;
  /** The quantities that the Trace is to hold, `['h', 'y']`. */
  readonly quantities: readonly string[];
  /** What is done to the network, and when. */
  readonly interventions?: readonly Intervention[];
  /** Weights to run on in place of the stored ones, such as those of a training run; a network of as many units as they have runs. */
  readonly weights?: Weights;
}

/** Many sequences to run a network over at once, each from the zero state: what is measured, not what is shown. */
export interface BatchJob {
  /** Who asks: a newer batch of the same owner makes an older one stale. */
  readonly owner: string;
  readonly system: SystemId;
  /** B sequences of T steps, [T·B, X] time-major; at most 100,000 rows. */
  readonly sequences: { readonly steps: number; readonly batch: number; readonly inputs: Float32Array };
  readonly quantities: readonly string[];
  readonly interventions?: readonly Intervention[];
  readonly weights?: Weights;
}

/** A text to write on from. */
export interface SampleJob {
  /** Who asks: a newer sample of the same owner makes an older one stale. */
  readonly owner: string;
  readonly system: SystemId;
  /** What is read first, one letter or more. */
  readonly tokens: readonly number[];
  /** How many letters each future writes, 1–2000. */
  readonly letters: number;
  /** How many futures are written side by side, 1–64. */
  readonly futures: number;
  /** τ, 0–100: a letter's chance is pᵢ^(1/τ), brought to a sum of one; 0 takes the likeliest. */
  readonly temperature: number;
  /** A whole number: the same seed writes the same futures, as far as backends agree on the chances. */
  readonly seed: number;
  /** What is done to the network; steps count from the prompt's first letter. */
  readonly interventions?: readonly Intervention[];
  readonly weights?: Weights;
}

/** One way in which the text goes on. */
export interface Future {
  readonly tokens: readonly number[];
  /** The chance that each letter had when it was drawn, at the temperature asked for, 0–1. */
  readonly chances: Float32Array;
}

/** A training run to start. */
export interface TrainJob {
  readonly system: SystemId;
  /** The text to learn, token by token, for a system that reads text; the others make their sequences themselves. */
  readonly tokens?: readonly number[];
  /** A copy of an earlier run to go on from. */
  readonly from?: Uint8Array;
  readonly isPaused?: boolean;
  /** Settings in place of the recipe's. */
  readonly settings?: Partial<Settings>;
  /** The seed of weights and sequences, a whole number, in place of the recipe's. */
  readonly seed?: number;
  /** How many hidden units, 1–512, in place of the recipe's. */
  readonly sizes?: { readonly H: number };
  /** How many updates, in place of the recipe's. */
  readonly updates?: number;
}

/** A training run under way. */
export interface TrainingRun {
  /** How it ended; rejects with an `EngineError` when it could not be started, or the engine failed. */
  readonly ended: Promise<'done' | 'diverged' | 'stopped'>;
  pause(): void;
  resume(): void;
  /** Makes one update, then rests. */
  step(): void;
  /** Changes settings from the next update on. */
  steer(change: { readonly settings: Partial<Settings> }): void;
  /** Ends it at once, with what was told last. */
  stop(): void;
}

/** A question to double precision about a Trace: it is asked of the weights and interventions that the Trace was run with. */
export interface CheckJob {
  readonly owner: string;
  readonly trace: Trace;
  /** The step to recompute (0-based), or the whole run. */
  readonly scope: number | 'run';
}

/** How far tfjs was from double precision. */
export interface CheckResult {
  readonly scope: number | 'run';
  /**
   * Largest difference within one step, computed from the Trace's own previous state: absolute, or relative to the quantity's largest
   * value at that step where that is above one.
   */
  readonly largest: number;
  /** Where it was found. */
  readonly quantity: string;
  readonly step: number;
  /** For a whole run: the largest difference, measured alike, from a run of its own in double precision, where small errors may have grown. */
  readonly drift?: number;
}

/** The page's side of the worker that holds tfjs. Every promise rejects with an `EngineError` whose message can be shown as it is. */
export interface Engine {
  getStatus(): EngineStatus;
  /** Calls back after every change of status; returns the way to stop. */
  subscribe(listener: () => void): () => void;
  /** A system's weights, as its stored file holds them. */
  loadWeights(system: SystemId): Promise<Weights>;
  /** Runs a network; `undefined` when a newer run of the same owner overtook this one. */
  run(job: RunJob): Promise<Trace | undefined>;
  /** Runs many sequences side by side: each quantity, [T·B, size] time-major; `undefined` when a newer batch of the same owner overtook this one. */
  runBatch(job: BatchJob): Promise<Readonly<Record<string, Float32Array>> | undefined>;
  /** Writes on from a prompt in several futures at once; `undefined` when a newer sample of the same owner overtook this one. */
  sample(job: SampleJob): Promise<{ readonly futures: readonly Future[] } | undefined>;
  /**
   * Trains a system in the worker, also while the page is hidden. A reader's own job comes between two updates. When the backend is lost the
   * run goes on from its last copy, so updates may be told a second time.
   */
  train(job: TrainJob, onProgress: (progress: Progress) => void): TrainingRun;
  /** Computes on a backend of the reader's choice from now on, and on later pages; with `undefined`, on the one that measures best. */
  choose(backend: Backend | undefined): void;
  /** The backend that the reader asked for, now or on an earlier page; `undefined` when the book chooses. */
  getChoice(): Backend | undefined;
  /** Recomputes a step or a run in double precision; `undefined` when overtaken by a newer check of the same owner. */
  check(job: CheckJob): Promise<CheckResult | undefined>;
}

/** Something went wrong in the engine; the message says what, and what to do. */
export class EngineError extends Error {
  override name = 'EngineError';
}
