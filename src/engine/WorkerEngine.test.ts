import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Trace } from '../traces/Trace';
import { EngineError } from './Engine';
import type { Reply, Request } from './messages';
import { startOrder } from './startOrder';
import { WorkerEngine, type WorkerLike } from './WorkerEngine';

/** A worker that answers nothing by itself: the test speaks for it. */
class FakeWorker implements WorkerLike {
  readonly received: Request[] = [];
  isTerminated = false;
  readonly #listeners = new Map<string, ((event: Event) => void)[]>();

  postMessage(request: Request): void {
    this.received.push(request);
  }
  terminate(): void {
    this.isTerminated = true;
  }
  addEventListener(kind: string, listener: unknown): void {
    this.#listeners.set(kind, [...(this.#listeners.get(kind) ?? []), listener as (event: Event) => void]);
  }
  say(reply: Reply): void {
    for (const listener of this.#listeners.get('message') ?? []) listener(new MessageEvent('message', { data: reply }));
  }
  breakDown(): void {
    for (const listener of this.#listeners.get('error') ?? []) listener(new Event('error', { cancelable: true }));
  }
}

const trace: Trace = {
  system: 'tanh-rnn-letters',
  tokens: [1],
  steps: 1,
  quantities: {},
  backend: 'wasm',
  msPerStep: 1,
};
const job = { owner: 'a', system: 'tanh-rnn-letters', tokens: [1], quantities: ['y'] } as const;

let workers: FakeWorker[];
const start = (search = ''): WorkerEngine => {
  workers = [];
  return new WorkerEngine(
    () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker;
    },
    startOrder(search),
    'https://book.example/',
  );
};
const newest = (): FakeWorker => {
  const worker = workers.at(-1);
  if (worker === undefined) throw new Error('no worker was made');
  return worker;
};
const backendsTried = (): string[] =>
  workers.flatMap(({ received }) => received.flatMap((request) => (request.kind === 'start' ? [request.backend] : [])));

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('a backend that does not answer in five seconds is ended with its worker, and the next one is started', () => {
  const engine = start();
  vi.advanceTimersByTime(4999);
  expect(backendsTried()).toEqual(['webgl']);
  vi.advanceTimersByTime(1);
  expect(backendsTried()).toEqual(['webgl', 'wasm']);
  expect(workers.map(({ isTerminated }) => isTerminated)).toEqual([true, false]);
  newest().say({ kind: 'ready' });
  expect(engine.getStatus()).toMatchObject({
    state: 'ready',
    backend: 'wasm',
    tried: [{ backend: 'webgl', reason: 'no answer within 5 s' }],
  });
  vi.advanceTimersByTime(60_000);
  expect(workers).toHaveLength(2);
});

test('jobs given before the start wait for it, and are answered', async () => {
  const engine = start();
  const run = engine.run(job);
  newest().say({ kind: 'unfit', reason: 'software' });
  newest().say({ kind: 'ready' });
  expect(newest().received.at(-1)).toMatchObject({ kind: 'run', id: 1, tokens: [1] });
  newest().say({ kind: 'ran', id: 1, trace });
  expect(await run).toBe(trace);
});

test('a newer run of one owner overtakes the older one, whose late answer is dropped', async () => {
  const engine = start();
  newest().say({ kind: 'ready' });
  const older = engine.run(job);
  const newer = engine.run({ ...job, tokens: [2] });
  const other = engine.run({ ...job, owner: 'b' });
  expect(await older).toBeUndefined();
  expect(newest().received).toContainEqual({ kind: 'cancel', id: 1 });
  newest().say({ kind: 'ran', id: 1, trace: { ...trace, tokens: [99] } });
  newest().say({ kind: 'ran', id: 2, trace });
  newest().say({ kind: 'ran', id: 3, trace });
  expect(await newer).toBe(trace);
  expect(await other).toBe(trace);
});

test('a lost backend is left for the next one, and what was under way is asked again there', async () => {
  const engine = start();
  newest().say({ kind: 'ready' });
  const run = engine.run(job);
  newest().say({ kind: 'lost', reason: 'the graphics processor was taken away' });
  expect(engine.getStatus().state).toBe('starting');
  newest().say({ kind: 'ready' });
  newest().say({ kind: 'ran', id: 1, trace });
  expect(await run).toBe(trace);
  expect(engine.getStatus().backend).toBe('wasm');
});

test('when no backend starts, the engine says why in words, and every job is refused with them', async () => {
  const engine = start();
  const waiting = engine.run(job);
  newest().breakDown();
  newest().say({ kind: 'unfit', reason: 'blocked' });
  newest().breakDown();
  expect(engine.getStatus().state).toBe('failed');
  await expect(waiting).rejects.toThrow(EngineError);
  await expect(engine.run(job)).rejects.toThrow(
    /webgl: its worker could not be started; wasm: blocked; cpu: .*The figures keep the runs/,
  );
});

test('a failure of one job is told in its own words and leaves the engine running', async () => {
  const engine = start();
  newest().say({ kind: 'ready' });
  const weights = engine.loadWeights('char-rnn');
  newest().say({ kind: 'failed', id: 1, message: 'the weights could not be loaded (404)' });
  await expect(weights).rejects.toThrow('the weights could not be loaded (404)');
  expect(engine.getStatus().state).toBe('ready');
});

test('the reader may force a backend; if it does not start, the others stand in and the reader is told', () => {
  const engine = start('?backend=cpu');
  expect(newest().received[0]).toMatchObject({ kind: 'start', backend: 'cpu', isForced: true });
  newest().say({ kind: 'unfit', reason: 'it did not start' });
  expect(newest().received[0]).toMatchObject({ kind: 'start', backend: 'webgl', isForced: false });
  newest().say({ kind: 'ready' });
  expect(engine.getStatus().message).toContain('cpu was left: it did not start');
});

test('an unknown backend in the address is refused in words, and the usual order is kept', () => {
  const engine = start('?backend=quantum');
  expect(newest().received[0]).toMatchObject({ kind: 'start', backend: 'webgl', isForced: false });
  newest().say({ kind: 'ready' });
  expect(engine.getStatus().message).toContain('unknown backend “quantum”; have webgl, wasm, cpu');
});

test('listeners hear of every change until they stop listening', () => {
  const engine = start();
  const heard: string[] = [];
  const stop = engine.subscribe(() => heard.push(engine.getStatus().state));
  newest().say({ kind: 'ready' });
  stop();
  newest().say({ kind: 'lost', reason: 'gone' });
  expect(heard).toEqual(['ready']);
});
