import type { SystemId } from '../systems';
import type { Settings } from '../systems/Settings';
import type { SequenceInput } from '../traces/SequenceInput';
import type { Trace } from '../traces/Trace';
import type { Weights } from '../traces/Weights';
import type { Backend, BatchJob, CheckResult, Future, RunJob, SampleJob, TrainJob } from './Engine';
import type { Progress } from './Trainer';

/** What the page asks of the worker. `id` names a job; `kind: 'cancel'` ends the job of that id. */
export type Request =
  | {
      readonly kind: 'start';
      readonly backend: Backend;
      readonly isForced: boolean;
      readonly root: string;
      /** Weights that the page keeps, so that a new worker need not fetch them. */
      readonly known: ReadonlyMap<SystemId, Weights>;
    }
  | { readonly kind: 'load'; readonly id: number; readonly system: SystemId }
  | ({ readonly kind: 'run'; readonly id: number } & Omit<RunJob, 'owner'>)
  | { readonly kind: 'check'; readonly id: number; readonly trace: Trace; readonly scope: number | 'run' }
  | ({ readonly kind: 'batch'; readonly id: number } & Omit<BatchJob, 'owner'>)
  | ({ readonly kind: 'sample'; readonly id: number } & Omit<SampleJob, 'owner'>)
  /** Starts a training run: it is answered with progress until it ends, and other jobs come in between. */
  | ({ readonly kind: 'train'; readonly id: number; readonly isPaused: boolean } & TrainJob)
  | { readonly kind: 'steer'; readonly id: number; readonly to: 'pause' | 'go' | 'step' }
  | { readonly kind: 'retune'; readonly id: number; readonly settings: Partial<Settings> }
  /** Asks how long a step of a run takes here, over some `forMs` of running it again and again. */
  | {
      readonly kind: 'measure';
      readonly id: number;
      readonly system: SystemId;
      readonly input: SequenceInput;
      readonly forMs: number;
    }
  /** Asks whether there is WebGL on hardware. */
  | { readonly kind: 'look'; readonly id: number }
  | { readonly kind: 'cancel'; readonly id: number };

/** A request that is answered under its id. */
export type JobRequest = Extract<
  Request,
  { kind: 'load' | 'run' | 'batch' | 'sample' | 'check' | 'train' | 'measure' | 'look' }
>;

/** What the worker answers. */
export type Reply =
  | { readonly kind: 'ready' }
  /** The backend cannot be used; `reason` is a clause for the reader. */
  | { readonly kind: 'unfit'; readonly reason: string }
  /** The backend was lost after it had started. */
  | { readonly kind: 'lost'; readonly reason: string }
  /** A job is being worked on; said at least every second. */
  | { readonly kind: 'alive' }
  /** A system's weights have come, for the page to keep. */
  | { readonly kind: 'fetched'; readonly system: SystemId; readonly weights: Weights }
  | { readonly kind: 'loaded'; readonly id: number; readonly weights: Weights }
  | { readonly kind: 'ran'; readonly id: number; readonly trace: Trace }
  | { readonly kind: 'batched'; readonly id: number; readonly values: Readonly<Record<string, Float32Array>> }
  | { readonly kind: 'sampled'; readonly id: number; readonly futures: readonly Future[] }
  | { readonly kind: 'checked'; readonly id: number; readonly result: CheckResult }
  | { readonly kind: 'progress'; readonly id: number; readonly progress: Progress }
  | { readonly kind: 'measured'; readonly id: number; readonly msPerStep: number }
  | { readonly kind: 'looked'; readonly id: number; readonly hasHardware: boolean }
  | { readonly kind: 'cancelled'; readonly id: number }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };
