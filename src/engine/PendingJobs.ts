import type { Settings } from '../systems/Settings';
import { EngineError } from './Engine';
import type { JobRequest, Reply } from './messages';
import type { Progress } from './Trainer';

/** A job that waits for its answer. `lane` names owner and kind: a newer job in a lane overtakes the older one. */
interface Pending {
  request: JobRequest;
  readonly lane: string | undefined;
  readonly onProgress: ((progress: Progress) => void) | undefined;
  readonly resolve: (reply: Reply | undefined) => void;
  readonly reject: (error: EngineError) => void;
}

/** What the page has asked for and not been answered, whichever worker is to do it: a new one is asked all of it again. */
export class PendingJobs {
  readonly #jobs = new Map<number, Pending>();

  /** Notes a job; the promise resolves with its answer, or with nothing once it is dropped. */
  add(request: JobRequest, lane?: string, onProgress?: (progress: Progress) => void): Promise<Reply | undefined> {
    return new Promise((resolve, reject) => {
      this.#jobs.set(request.id, { request, lane, onProgress, resolve, reject });
    });
  }

  /** Everything to be asked, oldest first. */
  requests(): JobRequest[] {
    return [...this.#jobs.values()].map(({ request }) => request);
  }

  /** The jobs of a lane. */
  idsIn(lane: string): number[] {
    return [...this.#jobs].flatMap(([id, job]) => (job.lane === lane ? [id] : []));
  }

  /** Ends a job without an answer; says whether there was one. */
  drop(id: number): boolean {
    this.#jobs.get(id)?.resolve(undefined);
    return this.#jobs.delete(id);
  }

  /** Notes whether a training run rests, for a worker that is to take it over; says whether there is such a run. */
  rest(id: number, isPaused: boolean): boolean {
    const job = this.#jobs.get(id);
    if (job?.request.kind !== 'train') return false;
    job.request = { ...job.request, isPaused };
    return true;
  }

  /** Notes new settings of a training run, for a worker that is to take it over; says whether there is such a run. */
  retune(id: number, settings: Partial<Settings>): boolean {
    const job = this.#jobs.get(id);
    if (job?.request.kind !== 'train') return false;
    job.request = { ...job.request, settings: { ...job.request.settings, ...settings } };
    return true;
  }

  /** Hands an answer to who asked; one that nobody waits for any more is dropped. */
  settle(reply: Extract<Reply, { id: number }>): void {
    const job = this.#jobs.get(reply.id);
    if (job === undefined) return;
    if (reply.kind === 'progress') {
      const { state, stored } = reply.progress;
      if (job.request.kind === 'train' && stored !== undefined) job.request = { ...job.request, from: stored };
      job.onProgress?.(reply.progress);
      if (state === 'running' || state === 'paused') return;
    }
    this.#jobs.delete(reply.id);
    if (reply.kind === 'failed') job.reject(new EngineError(reply.message));
    else job.resolve(reply.kind === 'cancelled' ? undefined : reply);
  }

  /** Refuses everything that waits. */
  rejectAll(message: string): void {
    for (const { reject } of this.#jobs.values()) reject(new EngineError(message));
    this.#jobs.clear();
  }
}
