import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Trace } from '../traces/Trace';
import { type Backend, EngineError } from './Engine';
import { FakeWorker } from './FakeWorker';
import type { Request } from './messages';
import { startOrder } from './startOrder';
import { WorkerEngine } from './WorkerEngine';

const trace: Trace = {
  system: 'tanh-rnn-letters',
  tokens: [1],
  steps: 1,
  quantities: {},
  backend: 'wasm',
  msPerStep: 1,
};
const input = { kind: 'tokens', tokens: [1] } as const;
const job = { owner: 'a', system: 'tanh-rnn-letters', input, quantities: ['y'] } as const;

let workers: FakeWorker[];
let remembered: Backend | undefined;
let measured: Map<string, Backend>;
const start = (search = ''): WorkerEngine => {
  workers = [];
  return new WorkerEngine({
    makeWorker: () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker;
    },
    order: startOrder(search, remembered),
    root: 'https://book.example/',
    rememberChoice: (backend) => {
      remembered = backend;
    },
    measured,
  });
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
  remembered = undefined;
  measured = new Map();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Lets promises go on that wait for an answer just given. */
const settle = (): Promise<void> => vi.advanceTimersByTimeAsync(0).then(() => undefined);

test('a backend that does not answer in five seconds is ended with its worker, and the next one is started', () => {
  const engine = start();
  vi.advanceTimersByTime(4999);
  expect(backendsTried()).toEqual(['wasm']);
  vi.advanceTimersByTime(1);
  expect(backendsTried()).toEqual(['wasm', 'cpu']);
  expect(workers.map(({ isTerminated }) => isTerminated)).toEqual([true, false]);
  newest().say({ kind: 'ready' });
  expect(engine.getStatus()).toMatchObject({
    state: 'ready',
    backend: 'cpu',
    message: 'live',
    tried: [{ backend: 'wasm', reason: 'no answer within 5 s' }],
  });
  vi.advanceTimersByTime(60_000);
  expect(workers).toHaveLength(2);
});

test('jobs given before the start wait for it, and are answered', async () => {
  const engine = start();
  const run = engine.run(job);
  newest().say({ kind: 'unfit', reason: 'blocked' });
  newest().say({ kind: 'ready' });
  expect(newest().received.at(-1)).toMatchObject({ kind: 'run', id: 1, input });
  newest().say({ kind: 'ran', id: 1, trace });
  expect(await run).toBe(trace);
});

test('a newer run of one owner overtakes the older one, whose late answer is dropped', async () => {
  const engine = start();
  newest().say({ kind: 'ready' });
  const older = engine.run(job);
  const newer = engine.run({ ...job, input: { kind: 'tokens', tokens: [2] } });
  const other = engine.run({ ...job, owner: 'b' });
  expect(await older).toBeUndefined();
  expect(newest().received).toContainEqual({ kind: 'cancel', id: 1 });
  newest().say({ kind: 'ran', id: 1, trace: { ...trace, tokens: [99] } });
  newest().say({ kind: 'ran', id: 2, trace });
  newest().say({ kind: 'ran', id: 3, trace });
  expect(await newer).toBe(trace);
  expect(await other).toBe(trace);
});

test('a lost backend is started again in a new worker, told in words, and what was under way is asked again', async () => {
  const engine = start('?backend=webgl');
  newest().say({ kind: 'ready' });
  const run = engine.run(job);
  const weights = { W_hh: { shape: [1, 1], values: Float32Array.of(1) } };
  newest().say({ kind: 'fetched', system: 'tanh-rnn-letters', weights });
  const lost = newest();
  lost.say({ kind: 'lost', reason: 'the graphics processor was taken away' });
  expect(engine.getStatus()).toMatchObject({
    state: 'starting',
    message: 'the graphics processor was taken away; starting again',
  });
  expect(lost.isTerminated).toBe(true);
  // What a dead worker still had to say is not heard.
  lost.say({ kind: 'ran', id: 1, trace: { ...trace, tokens: [0] } });
  expect(newest().received[0]).toMatchObject({ kind: 'start', backend: 'webgl', isForced: true });
  // The weights are the page's own: no new download.
  expect(newest().received[0]).toMatchObject({ known: new Map([['tanh-rnn-letters', weights]]) });
  newest().say({ kind: 'ready' });
  newest().say({ kind: 'ran', id: 1, trace });
  expect(await run).toBe(trace);
  expect(engine.getStatus()).toMatchObject({ backend: 'webgl', message: 'live', tried: [] });
});

test('a backend that is lost three times without an answered run is left; answered runs end the row', async () => {
  const engine = start('?backend=webgl');
  const lose = (): void => {
    newest().say({ kind: 'ready' });
    newest().say({ kind: 'lost', reason: 'the graphics processor was taken away' });
  };
  lose();
  lose();
  newest().say({ kind: 'ready' });
  const run = engine.run(job);
  newest().say({ kind: 'ran', id: 1, trace });
  await run;
  newest().say({ kind: 'lost', reason: 'the graphics processor was taken away' });
  lose();
  expect(new Set(backendsTried())).toEqual(new Set(['webgl']));
  lose();
  newest().say({ kind: 'ready' });
  expect(engine.getStatus()).toMatchObject({
    backend: 'wasm',
    message: 'live; webgl was left: the graphics processor was taken away',
  });
});

test('a job that falls silent restarts its backend, twice in a row leaves it; a sign of life a second is enough', async () => {
  const engine = start();
  newest().say({ kind: 'ready' });
  vi.advanceTimersByTime(60_000);
  expect(workers).toHaveLength(1);
  const run = engine.run(job);
  for (let second = 0; second < 30; second++) {
    vi.advanceTimersByTime(1000);
    newest().say({ kind: 'alive' });
  }
  expect(workers).toHaveLength(1);
  vi.advanceTimersByTime(5000);
  expect(engine.getStatus().message).toBe('no answer within 5 s; starting again');
  newest().say({ kind: 'ready' });
  vi.advanceTimersByTime(5000);
  expect(backendsTried()).toEqual(['wasm', 'wasm', 'cpu']);
  newest().say({ kind: 'ready' });
  newest().say({ kind: 'ran', id: 1, trace });
  expect(await run).toBe(trace);
  expect(engine.getStatus().message).toBe('live; wasm was left: no answer within 5 s');
});

test('when no backend starts, the engine says why in words, and every job is refused with them', async () => {
  const engine = start();
  const waiting = engine.run(job);
  newest().say({ kind: 'unfit', reason: 'blocked' });
  newest().breakDown();
  expect(engine.getStatus().state).toBe('failed');
  await expect(waiting).rejects.toThrow(EngineError);
  await expect(engine.run(job)).rejects.toThrow(
    /wasm: blocked; cpu: its worker could not be started\. The figures keep the runs/,
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
  expect(newest().received[0]).toMatchObject({ kind: 'start', backend: 'wasm', isForced: false });
  newest().say({ kind: 'ready' });
  expect(engine.getStatus().message).toContain('cpu was left: it did not start');
});

test('an unknown backend in the address is refused in words, and the usual order is kept', () => {
  const engine = start('?backend=quantum');
  expect(newest().received[0]).toMatchObject({ kind: 'start', backend: 'wasm', isForced: false });
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
  newest().say({ kind: 'ready' });
  expect(heard).toEqual(['ready']);
});

test('the reader’s choice is taken at once and remembered; a backend in the address goes before it', () => {
  const engine = start();
  newest().say({ kind: 'ready' });
  engine.choose('cpu');
  expect(workers[0]?.isTerminated).toBe(true);
  expect(newest().received[0]).toMatchObject({ backend: 'cpu', isForced: true });
  start();
  expect(newest().received[0]).toMatchObject({ backend: 'cpu', isForced: true });
  start('?backend=wasm');
  expect(newest().received[0]).toMatchObject({ backend: 'wasm', isForced: true });
  engine.choose(undefined);
  start();
  expect(newest().received[0]).toMatchObject({ backend: 'wasm', isForced: false });
});

test('what was stored and is no backend is passed over in silence', () => {
  expect(startOrder('', 'webgpu')).toEqual({ backends: ['wasm', 'cpu'], isForced: false });
});

/** Answers a run on WASM, and then whatever the engine asks in order to measure; the times are ms a step. */
async function playMeasurement(
  engine: WorkerEngine,
  times: Record<Backend, number>,
  hasHardware = true,
): Promise<void> {
  const present = newest();
  present.say({ kind: 'ready' });
  const run = engine.run(job);
  present.say({ kind: 'ran', id: 1, trace });
  await run;
  const answered = new Set<Request>();
  const startedAs = new Map<FakeWorker, Backend>();
  for (let round = 0; round < 12; round++) {
    await settle();
    for (const worker of workers)
      for (const request of worker.received) {
        if (answered.has(request) || worker.isTerminated) continue;
        answered.add(request);
        if (request.kind === 'start') startedAs.set(worker, request.backend);
        if (request.kind === 'start' && worker !== present) worker.say({ kind: 'ready' });
        if (request.kind === 'look') worker.say({ kind: 'looked', id: request.id, hasHardware });
        const msPerStep = times[startedAs.get(worker) ?? 'cpu'];
        if (request.kind === 'measure') worker.say({ kind: 'measured', id: request.id, msPerStep });
      }
  }
}

test('after the first answer the job is measured, and hardware WebGL takes over when it is fast enough', async () => {
  const engine = start();
  await playMeasurement(engine, { webgl: 1.5, wasm: 1, cpu: 3 });
  expect(engine.getStatus()).toMatchObject({ state: 'ready', backend: 'webgl', message: 'live' });
  expect(workers.filter(({ isTerminated }) => !isTerminated)).toHaveLength(1);
  expect(measured).toEqual(new Map([['tanh-rnn-letters', 'webgl']]));
  const next = engine.run(job);
  const [webgl] = workers.filter(({ isTerminated }) => !isTerminated);
  const asked = webgl?.received.at(-1);
  if (asked?.kind !== 'run') throw new Error('the new backend was not asked');
  webgl?.say({ kind: 'ran', id: asked.id, trace });
  expect(await next).toBe(trace);
});

test('WebGL that is too slow is left alone, and for the rest of the session not tried again', async () => {
  await playMeasurement(start(), { webgl: 2.5, wasm: 1, cpu: 3 });
  expect(workers.filter(({ isTerminated }) => !isTerminated)).toHaveLength(1);
  expect(measured).toEqual(new Map([['tanh-rnn-letters', 'wasm']]));
  await playMeasurement(start(), { webgl: 1, wasm: 1, cpu: 3 });
  expect(workers).toHaveLength(1);
});

test('without WebGL on hardware nothing else is started', async () => {
  const engine = start();
  await playMeasurement(engine, { webgl: 1, wasm: 1, cpu: 1 }, false);
  expect(workers).toHaveLength(1);
  expect(engine.getStatus().backend).toBe('wasm');
});

test('a backend that the reader asked for is not measured against others', async () => {
  await playMeasurement(start('?backend=cpu'), { webgl: 1, wasm: 1, cpu: 100 });
  expect(workers).toHaveLength(1);
});
