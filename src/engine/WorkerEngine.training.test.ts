import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeWorker } from './FakeWorker';
import type { Request } from './messages';
import { startOrder } from './startOrder';
import type { Progress } from './Trainer';
import { WorkerEngine } from './WorkerEngine';

let workers: FakeWorker[];
let heard: Progress[];
const newest = (): FakeWorker => {
  const worker = workers.at(-1);
  if (worker === undefined) throw new Error('no worker was made');
  return worker;
};
const sent = (kind: Request['kind']): Request[] => newest().received.filter((request) => request.kind === kind);
const start = () => {
  const engine = new WorkerEngine({
    makeWorker: () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker;
    },
    order: startOrder('?backend=wasm'),
    root: 'https://book.example/',
    rememberChoice: () => undefined,
    measured: new Map(),
  });
  newest().say({ kind: 'ready' });
  return engine.train({ system: 'tanh-rnn-letters', tokens: [1, 2] }, (progress) => heard.push(progress));
};
const progress = (state: Progress['state'], update: number, stored?: Uint8Array): Progress => ({
  state,
  updates: [{ update, updates: 10, loss: 1, accuracy: 0.5, norm: 1 }],
  weights: {},
  ...(stored && { stored }),
});

beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
  heard = [];
});
afterEach(() => {
  vi.useRealTimers();
});

test('a run is started, tells its progress, and ends', async () => {
  const run = start();
  expect(sent('train')).toMatchObject([{ id: 1, system: 'tanh-rnn-letters', isPaused: false }]);
  newest().say({ kind: 'progress', id: 1, progress: progress('running', 1) });
  newest().say({ kind: 'progress', id: 1, progress: progress('done', 2) });
  expect(await run.ended).toBe('done');
  expect(heard.flatMap(({ updates }) => updates.map(({ update }) => update))).toEqual([1, 2]);
});

test('pause, step and resume are passed on; stop ends the run for the page at once', async () => {
  const run = start();
  run.pause();
  run.step();
  run.resume();
  expect(sent('steer')).toMatchObject([{ to: 'pause' }, { to: 'step' }, { to: 'go' }]);
  run.stop();
  expect(await run.ended).toBe('stopped');
  expect(sent('cancel')).toEqual([{ kind: 'cancel', id: 1 }]);
  newest().say({ kind: 'progress', id: 1, progress: progress('running', 9) });
  expect(heard).toEqual([]);
  run.pause();
  expect(sent('steer')).toHaveLength(3);
});

test('when the backend is lost, the run goes on from its last copy, paused if it was', () => {
  const run = start();
  newest().say({ kind: 'progress', id: 1, progress: progress('running', 1, Uint8Array.of(1)) });
  newest().say({ kind: 'progress', id: 1, progress: progress('running', 2) });
  run.pause();
  newest().say({ kind: 'lost', reason: 'the graphics processor was taken away' });
  newest().say({ kind: 'ready' });
  expect(sent('train')).toMatchObject([{ id: 1, from: Uint8Array.of(1), isPaused: true }]);
});

test('a run that diverges ends with its reason; one that cannot start is refused in words', async () => {
  const run = start();
  newest().say({ kind: 'progress', id: 1, progress: { ...progress('diverged', 3), message: 'the loss is infinite' } });
  expect(await run.ended).toBe('diverged');
  expect(heard.at(-1)?.message).toBe('the loss is infinite');
  const refused = start();
  newest().say({ kind: 'failed', id: 1, message: '3 letters are too few to train on' });
  await expect(refused.ended).rejects.toThrow('3 letters are too few to train on');
});

test('a run that rests may be silent; one that runs, or was stopped and not let go, may not', () => {
  const run = start();
  newest().say({ kind: 'progress', id: 1, progress: progress('paused', 1) });
  vi.advanceTimersByTime(60_000);
  expect(workers).toHaveLength(1);
  run.resume();
  vi.advanceTimersByTime(4000);
  newest().say({ kind: 'progress', id: 1, progress: progress('running', 2) });
  vi.advanceTimersByTime(5000);
  expect(workers).toHaveLength(2);
  newest().say({ kind: 'ready' });
  run.stop();
  newest().say({ kind: 'cancelled', id: 1 });
  vi.advanceTimersByTime(60_000);
  expect(workers).toHaveLength(2);
});

test('new settings are passed on, and go with the run when its backend is lost', () => {
  const run = start();
  run.steer({ settings: { learningRate: 0.1 } });
  expect(sent('retune')).toEqual([{ kind: 'retune', id: 1, settings: { learningRate: 0.1 } }]);
  newest().say({ kind: 'lost', reason: 'the graphics processor was taken away' });
  run.steer({ settings: { learningRate: 0.2 } });
  newest().say({ kind: 'ready' });
  expect(sent('train')).toMatchObject([{ id: 1, settings: { learningRate: 0.2 } }]);
  expect(sent('retune')).toEqual([]);
});
