import type { SystemId } from '../systems';
import type { Weights } from '../traces/Weights';
import type { Backend } from './Engine';
import type { JobRequest, Reply, Request } from './messages';

/** How long a backend may be silent while it has something to do, s. */
const patience = 5;

/** The part of a Worker that the engine uses; tests put their own in its place. */
export type WorkerLike = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

/** Why a worker came to its end. `unfit`: it never started; the others: it had. */
export type Ending = { readonly kind: 'unfit' | 'lost' | 'silent'; readonly reason: string };

/** What a worker is to start with. */
export interface StartSettings {
  readonly backend: Backend;
  /** The reader asked for it: software WebGL is accepted. */
  readonly isForced: boolean;
  /** Where `checkpoints/` lies, an absolute address. */
  readonly root: string;
  /** Weights that an earlier worker has fetched. */
  readonly known: ReadonlyMap<SystemId, Weights>;
}

/** What the page hears of a worker. Nothing is told after `onEnd`, nor after `end()`. */
export interface WorkerListener {
  onReady(): void;
  onReply(reply: Extract<Reply, { id: number }>): void;
  onFetched(system: SystemId, weights: Weights): void;
  onEnd(ending: Ending): void;
}

/**
 * One worker with one backend, under the page's stopwatch: a backend that is silent for five seconds while it starts or has a job is ended
 * with its worker, since nothing inside a stuck worker could notice.
 */
export class BackendWorker {
  readonly backend: Backend;
  /** Who hears of it: the engine, once it has taken over a worker that was only tried. */
  listener: WorkerListener;
  readonly #worker: WorkerLike;
  readonly #owed = new Set<number>();
  #isReady = false;
  #isOver = false;
  #silence = 0;
  #stopwatch: ReturnType<typeof setInterval> | undefined;

  constructor(worker: WorkerLike, { backend, isForced, root, known }: StartSettings, listener: WorkerListener) {
    this.backend = backend;
    this.#worker = worker;
    this.listener = listener;
    worker.addEventListener('message', (event) => this.#receive((event as MessageEvent<Reply>).data));
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      if (this.#isReady) this.#finish({ kind: 'lost', reason: 'its worker broke off' });
      else this.#finish({ kind: 'unfit', reason: 'its worker could not be started' });
    });
    worker.postMessage({ kind: 'start', backend, isForced, root, known } satisfies Request);
    this.#watch();
  }

  /** Whether it has ended. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Gives it a job, which it owes an answer. */
  send(request: JobRequest): void {
    this.#owed.add(request.id);
    this.#worker.postMessage(request);
    this.#watch();
  }

  /** Passes on a word about a job that is under way. */
  tell(request: Exclude<Request, JobRequest | { kind: 'start' }>): void {
    if (request.kind === 'steer') this.#owed.add(request.id);
    this.#worker.postMessage(request);
    this.#watch();
  }

  /** Ends the worker without a word. */
  end(): void {
    this.#isOver = true;
    clearInterval(this.#stopwatch);
    this.#worker.terminate();
  }

  #receive(reply: Reply): void {
    if (this.#isOver) return;
    this.#silence = 0;
    if (reply.kind === 'alive') return;
    if (reply.kind === 'unfit' || reply.kind === 'lost') return this.#finish(reply);
    if (reply.kind === 'fetched') return this.listener.onFetched(reply.system, reply.weights);
    if (reply.kind === 'ready') {
      this.#isReady = true;
      this.#watch();
      return this.listener.onReady();
    }
    // A training run that rests has nothing to say.
    if (reply.kind !== 'progress' || reply.progress.state !== 'running') this.#owed.delete(reply.id);
    this.#watch();
    this.listener.onReply(reply);
  }

  /** Counts ticks and not the clock: a page that slept hears of what its worker did meanwhile before it gives up on it. */
  #watch(): void {
    const isWaiting = !this.#isOver && (!this.#isReady || this.#owed.size > 0);
    if (isWaiting === (this.#stopwatch !== undefined)) return;
    clearInterval(this.#stopwatch);
    this.#stopwatch = undefined;
    this.#silence = 0;
    if (!isWaiting) return;
    this.#stopwatch = setInterval(() => {
      this.#silence += 1;
      if (this.#silence >= patience)
        this.#finish({ kind: this.#isReady ? 'silent' : 'unfit', reason: `no answer within ${patience} s` });
    }, 1000);
  }

  #finish(ending: Ending): void {
    if (this.#isOver) return;
    this.end();
    this.listener.onEnd(ending);
  }
}
