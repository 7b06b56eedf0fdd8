import type { SystemId } from '../systems';
import type { SequenceInput } from '../traces/SequenceInput';
import type { Trace } from '../traces/Trace';
import type { Weights } from '../traces/Weights';
import { BackendWorker, type Ending, type WorkerLike, type WorkerListener } from './BackendWorker';
import {
  type Backend,
  type BatchJob,
  type CheckJob,
  type CheckResult,
  type Engine,
  EngineError,
  type EngineStatus,
  type Future,
  type RunJob,
  type SampleJob,
  type TrainingRun,
  type TrainJob,
} from './Engine';
import type { JobRequest, Reply } from './messages';
import { PendingJobs } from './PendingJobs';
import { type StartOrder, startOrder } from './startOrder';
import type { Progress } from './Trainer';
import { tryBackends } from './tryBackends';

/** How often in a row a backend may be lost, or fall silent, before the next one is taken; an answered run ends the row. */
const patience = { lost: 3, silent: 2, unfit: 1 };

/** What the engine needs of the page. */
export interface EngineSurroundings {
  readonly makeWorker: () => WorkerLike;
  readonly order: StartOrder;
  /** Where `checkpoints/` lies, an absolute address. */
  readonly root: string;
  /** The reader's choice of backend, kept from page to page. */
  readonly rememberChoice: (backend: Backend | undefined) => void;
  /** What was measured best for a system, kept for the session. */
  readonly measured: {
    get(system: SystemId): Backend | undefined;
    set(system: SystemId, backend: Backend): void;
  };
}

/** The page's side of the worker: starts it again when it fails, leaves backends that keep failing, and drops what was overtaken. */
export class WorkerEngine implements Engine {
  readonly #page: EngineSurroundings;
  readonly #listeners = new Set<() => void>();
  readonly #pending = new PendingJobs();
  /** Weights by system: what is on a graphics processor may be gone at any moment. */
  readonly #weights = new Map<SystemId, Weights>();
  readonly #listener: WorkerListener = {
    onReady: () => this.#ready(),
    onReply: (reply) => this.#receive(reply),
    onFetched: (system, weights) => this.#weights.set(system, weights),
    onEnd: (ending) => this.#recover(ending),
  };
  #order: StartOrder;
  #worker: BackendWorker | undefined;
  #attempt = 0;
  #setbacks = 0;
  #lastId = 0;
  #hasMeasured = false;
  /** What the reader is told beside the word that all is well. */
  #notes: string[] = [];
  #status: EngineStatus = { state: 'starting', message: 'starting', tried: [] };

  constructor(page: EngineSurroundings) {
    this.#page = page;
    this.#order = page.order;
    if (page.order.warning !== undefined) this.#notes.push(page.order.warning);
    this.#start();
  }

  getStatus(): EngineStatus {
    return this.#status;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  choose(backend: Backend | undefined): void {
    this.#page.rememberChoice(backend);
    this.#order = startOrder('', backend);
    this.#attempt = 0;
    this.#setbacks = 0;
    this.#hasMeasured = false;
    this.#notes = [];
    this.#setStatus({ ...this.#status, tried: [] });
    this.#start();
  }

  getChoice(): Backend | undefined {
    return this.#order.isForced ? this.#order.backends[0] : undefined;
  }

  async loadWeights(system: SystemId): Promise<Weights> {
    const reply = await this.#submit((id) => ({ kind: 'load', id, system }));
    if (reply?.kind === 'loaded') return reply.weights;
    throw new EngineError('the weights did not arrive; reload the page to try again');
  }

  async run({ owner, ...job }: RunJob): Promise<Trace | undefined> {
    const { system, input } = job;
    const reply = await this.#submit((id) => ({ kind: 'run', id, ...job }), `run ${owner}`);
    if (reply?.kind !== 'ran') return undefined;
    void this.#measure(system, input);
    return reply.trace;
  }

  async check({ owner, ...job }: CheckJob): Promise<CheckResult | undefined> {
    const reply = await this.#submit((id) => ({ kind: 'check', id, ...job }), `check ${owner}`);
    return reply?.kind === 'checked' ? reply.result : undefined;
  }

  async runBatch({ owner, ...job }: BatchJob): Promise<Readonly<Record<string, Float32Array>> | undefined> {
    const reply = await this.#submit((id) => ({ kind: 'batch', id, ...job }), `batch ${owner}`);
    return reply?.kind === 'batched' ? reply.values : undefined;
  }

  async sample({ owner, ...job }: SampleJob): Promise<{ readonly futures: readonly Future[] } | undefined> {
    const reply = await this.#submit((id) => ({ kind: 'sample', id, ...job }), `sample ${owner}`);
    return reply?.kind === 'sampled' ? { futures: reply.futures } : undefined;
  }

  train({ isPaused = false, ...job }: TrainJob, onProgress: (progress: Progress) => void): TrainingRun {
    const ending = this.#submit((id) => ({ kind: 'train', id, isPaused, ...job }), undefined, onProgress);
    const id = this.#lastId;
    const steer = (to: 'pause' | 'go' | 'step'): void => {
      if (this.#pending.rest(id, to !== 'go') && this.#status.state === 'ready')
        this.#worker?.tell({ kind: 'steer', id, to });
    };
    return {
      ended: ending.then((reply) =>
        reply?.kind === 'progress' && reply.progress.state === 'diverged' ? 'diverged' : reply ? 'done' : 'stopped',
      ),
      pause: () => steer('pause'),
      resume: () => steer('go'),
      step: () => steer('step'),
      steer: ({ settings }) => {
        if (this.#pending.retune(id, settings) && this.#status.state === 'ready')
          this.#worker?.tell({ kind: 'retune', id, settings });
      },
      stop: () => this.#drop(id),
    };
  }

  #submit(
    make: (id: number) => JobRequest,
    lane?: string,
    onProgress?: (progress: Progress) => void,
  ): Promise<Reply | undefined> {
    const { state, message } = this.#status;
    if (state === 'failed') return Promise.reject(new EngineError(message));
    const request = make(++this.#lastId);
    for (const id of lane === undefined ? [] : this.#pending.idsIn(lane)) this.#drop(id);
    const answer = this.#pending.add(request, lane, onProgress);
    if (state === 'ready') this.#worker?.send(request);
    return answer;
  }

  /** Ends a job for the page at once; the worker follows as soon as it looks up. */
  #drop(id: number): void {
    if (this.#pending.drop(id) && this.#status.state === 'ready') this.#worker?.tell({ kind: 'cancel', id });
  }

  /** Ends the worker that there is, and starts the present backend in a new one. */
  #start(why?: string): void {
    this.#worker?.end();
    this.#worker = undefined;
    const backend = this.#order.backends[this.#attempt];
    const { tried } = this.#status;
    if (backend === undefined) {
      const reasons = tried.map((attempt) => `${attempt.backend}: ${attempt.reason}`).join('; ');
      this.#fail(`no backend could be started: ${reasons}. The figures keep the runs that were baked into the page.`);
      return;
    }
    this.#setStatus({ state: 'starting', message: why ?? `starting ${backend}`, tried });
    const isForced = this.#order.isForced && this.#attempt === 0;
    const settings = { backend, isForced, root: this.#page.root, known: this.#weights };
    this.#worker = new BackendWorker(this.#page.makeWorker(), settings, this.#listener);
  }

  /** The present worker has started. */
  #ready(): void {
    const message = ['live', ...this.#notes].join('; ');
    const backend = this.#order.backends[this.#attempt];
    this.#setStatus({ state: 'ready', message, tried: this.#status.tried, ...(backend && { backend }) });
    for (const request of this.#pending.requests()) this.#worker?.send(request);
  }

  #receive(reply: Extract<Reply, { id: number }>): void {
    if (reply.kind === 'ran' || reply.kind === 'progress') this.#setbacks = 0;
    this.#pending.settle(reply);
  }

  /** The present worker is over: the same backend is started again, or the next one, and what was under way is asked again. */
  #recover({ kind, reason }: Ending): void {
    this.#setbacks += 1;
    if (this.#setbacks < patience[kind]) return this.#start(`${reason}; starting again`);
    const left = this.#order.backends[this.#attempt];
    if (left !== undefined) {
      this.#setStatus({ ...this.#status, tried: [...this.#status.tried, { backend: left, reason }] });
      // Of a backend that nobody asked for and that never ran, the reader need not hear.
      if (kind !== 'unfit' || (this.#order.isForced && this.#attempt === 0))
        this.#notes.push(`${left} was left: ${reason}`);
    }
    this.#setbacks = 0;
    this.#attempt += 1;
    this.#start();
  }

  /** After the first run, and unless the reader chose: measures that job on the other backends, beside the one that answers. */
  async #measure(system: SystemId, input: SequenceInput): Promise<void> {
    if (this.#hasMeasured || this.#order.isForced) return;
    this.#hasMeasured = true;
    const order = this.#order;
    const measure = (id: number): JobRequest => ({ kind: 'measure', id, system, input, forMs: 300 });
    const { makeWorker, root, measured } = this.#page;
    const found = await tryBackends({
      present: this.#status.backend ?? 'cpu',
      known: measured.get(system),
      hasHardware: async () => {
        const reply = await this.#submit((id) => ({ kind: 'look', id })).catch(() => undefined);
        return reply?.kind === 'looked' && reply.hasHardware;
      },
      start: (backend, listener) =>
        new BackendWorker(makeWorker(), { backend, isForced: false, root, known: this.#weights }, listener),
      measure,
      measurePresent: () => this.#submit(measure),
    });
    measured.set(system, found.best);
    if (this.#order === order && found.worker?.isOver === false) this.#adopt(found.worker);
    else found.worker?.end();
  }

  #adopt(worker: BackendWorker): void {
    this.#worker?.end();
    this.#worker = worker;
    worker.listener = this.#listener;
    this.#order = { ...this.#order, backends: [worker.backend, ...this.#order.backends] };
    this.#attempt = 0;
    this.#setbacks = 0;
    this.#ready();
  }

  #fail(message: string): void {
    this.#setStatus({ state: 'failed', message, tried: this.#status.tried });
    this.#pending.rejectAll(message);
  }

  #setStatus(status: EngineStatus): void {
    this.#status = status;
    for (const listener of this.#listeners) listener();
  }
}
