import type { SystemId } from '../systems';
import type { Trace } from '../traces/Trace';
import type { Weights } from '../traces/Weights';
import {
  type Backend,
  type CheckJob,
  type CheckResult,
  type Engine,
  EngineError,
  type EngineStatus,
  type RunJob,
} from './Engine';
import type { JobRequest, Reply, Request } from './messages';
import type { StartOrder } from './startOrder';

/** How long a backend may take to answer before it is left behind, ms. */
const patience = 5000;

/** A job that waits for its answer. `lane` names owner and kind: a newer job in a lane overtakes the older one. */
interface Pending {
  readonly request: JobRequest;
  readonly lane?: string;
  readonly resolve: (reply: Reply | undefined) => void;
  readonly reject: (error: EngineError) => void;
}

/** The part of a Worker that the engine uses; tests put their own in its place. */
export type WorkerLike = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

/** The page's side of the worker: holds the stopwatch, leaves backends that fail, and drops what was overtaken. */
export class WorkerEngine implements Engine {
  readonly #makeWorker: () => WorkerLike;
  readonly #order: StartOrder;
  readonly #root: string;
  readonly #listeners = new Set<() => void>();
  readonly #pending = new Map<number, Pending>();
  #worker: WorkerLike | undefined;
  #stopwatch: ReturnType<typeof setTimeout> | undefined;
  #attempt = -1;
  #lastId = 0;
  #status: EngineStatus;

  /** @param root where `checkpoints/` lies, an absolute address */
  constructor(makeWorker: () => WorkerLike, order: StartOrder, root: string) {
    this.#makeWorker = makeWorker;
    this.#order = order;
    this.#root = root;
    this.#status = { state: 'starting', message: 'starting', tried: [] };
    this.#tryNext();
  }

  getStatus(): EngineStatus {
    return this.#status;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async loadWeights(system: SystemId): Promise<Weights> {
    const reply = await this.#submit((id) => ({ kind: 'load', id, system }));
    if (reply?.kind === 'loaded') return reply.weights;
    throw new EngineError('the weights did not arrive; reload the page to try again');
  }

  async run({ owner, system, tokens, quantities }: RunJob): Promise<Trace | undefined> {
    const reply = await this.#submit((id) => ({ kind: 'run', id, system, tokens, quantities }), `run ${owner}`);
    return reply?.kind === 'ran' ? reply.trace : undefined;
  }

  async check({ owner, trace, scope }: CheckJob): Promise<CheckResult | undefined> {
    const reply = await this.#submit((id) => ({ kind: 'check', id, trace, scope }), `check ${owner}`);
    return reply?.kind === 'checked' ? reply.result : undefined;
  }

  #submit(make: (id: number) => JobRequest, lane?: string): Promise<Reply | undefined> {
    const { state, message } = this.#status;
    if (state === 'failed') return Promise.reject(new EngineError(message));
    const request = make(++this.#lastId);
    if (lane !== undefined) this.#overtake(lane);
    return new Promise((resolve, reject) => {
      this.#pending.set(request.id, { request, resolve, reject, ...(lane === undefined ? {} : { lane }) });
      if (state === 'ready') this.#send(request);
    });
  }

  #overtake(lane: string): void {
    for (const [id, pending] of this.#pending) {
      if (pending.lane !== lane) continue;
      this.#pending.delete(id);
      pending.resolve(undefined);
      if (this.#status.state === 'ready') this.#send({ kind: 'cancel', id });
    }
  }

  /** Ends the worker that there is, and starts the next backend in a new one. */
  #tryNext(failure?: string): void {
    clearTimeout(this.#stopwatch);
    this.#worker?.terminate();
    const left = this.#order.backends[this.#attempt];
    const tried =
      left === undefined || failure === undefined
        ? this.#status.tried
        : [...this.#status.tried, { backend: left, reason: failure }];
    this.#attempt += 1;
    const backend = this.#order.backends[this.#attempt];
    if (backend === undefined) {
      this.#fail(
        `no backend could be started: ${tried.map((attempt) => `${attempt.backend}: ${attempt.reason}`).join('; ')}. The figures keep the runs that were baked into the page.`,
        tried,
      );
      return;
    }
    this.#setStatus({ state: 'starting', message: `starting ${backend}`, tried });
    const worker = this.#makeWorker();
    this.#worker = worker;
    const ifCurrent = (act: () => void): void => {
      if (this.#worker === worker) act();
    };
    worker.addEventListener('message', (event) =>
      ifCurrent(() => this.#receive((event as MessageEvent<Reply>).data, backend)),
    );
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      ifCurrent(() => this.#tryNext('its worker could not be started'));
    });
    this.#stopwatch = setTimeout(
      () => ifCurrent(() => this.#tryNext(`no answer within ${patience / 1000} s`)),
      patience,
    );
    const isForced = this.#order.isForced && this.#attempt === 0;
    this.#send({ kind: 'start', backend, isForced, root: this.#root });
  }

  #receive(reply: Reply, backend: Backend): void {
    if (reply.kind === 'ready') {
      clearTimeout(this.#stopwatch);
      const notes = [
        this.#order.warning,
        ...(this.#order.isForced
          ? this.#status.tried.map((attempt) => `${attempt.backend} was left: ${attempt.reason}`)
          : []),
      ];
      this.#setStatus({
        state: 'ready',
        backend,
        message: ['live', ...notes.filter((note) => note !== undefined)].join('; '),
        tried: this.#status.tried,
      });
      for (const { request } of this.#pending.values()) this.#send(request);
      return;
    }
    if (reply.kind === 'unfit' || reply.kind === 'lost') {
      this.#tryNext(reply.reason);
      return;
    }
    const pending = this.#pending.get(reply.id);
    if (pending === undefined) return;
    this.#pending.delete(reply.id);
    if (reply.kind === 'failed') pending.reject(new EngineError(reply.message));
    else pending.resolve(reply.kind === 'cancelled' ? undefined : reply);
  }

  #fail(message: string, tried: EngineStatus['tried']): void {
    this.#worker = undefined;
    this.#setStatus({ state: 'failed', message, tried });
    for (const { reject } of this.#pending.values()) reject(new EngineError(message));
    this.#pending.clear();
  }

  #send(request: Request): void {
    this.#worker?.postMessage(request);
  }

  #setStatus(status: EngineStatus): void {
    this.#status = status;
    for (const listener of this.#listeners) listener();
  }
}
