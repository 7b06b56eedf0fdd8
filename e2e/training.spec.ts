import { expect, type Page, test, type Worker } from '@playwright/test';
import { chapter, expectLiveRun, figure, textField } from './liveFigure';
import { wakeFigures } from './wakeFigures';

/** A run's progress as the worker tells it. */
type Told = { state: string; updates: { update: number; loss: number }[] };

/** Starts a run in the page's own worker, as the page would, and keeps what the worker says of it. */
async function startTraining(page: Page): Promise<Worker> {
  const worker = page.workers().at(-1);
  if (worker === undefined) throw new Error('there is no worker');
  await worker.evaluate(() => {
    const scope = self as unknown as { told: Told[]; postMessage(reply: unknown, options?: unknown): void };
    const post = scope.postMessage.bind(scope);
    scope.told = [];
    scope.postMessage = (reply, options) => {
      const { kind, id, progress } = reply as { kind: string; id?: number; progress: Told };
      if (kind === 'progress') scope.told.push(structuredClone(progress));
      else if (id === 1e6) scope.told.push({ state: kind, updates: [] });
      else post(reply, options);
    };
    const data = { kind: 'train', id: 1e6, system: 'binary-addition', isPaused: false, updates: 1e7 };
    self.dispatchEvent(new MessageEvent('message', { data }));
  });
  return worker;
}

const tell = (worker: Worker, request: Record<string, unknown>): Promise<void> =>
  worker.evaluate((data) => void self.dispatchEvent(new MessageEvent('message', { data })), { id: 1e6, ...request });

const told = (worker: Worker): Promise<Told[]> =>
  worker.evaluate(() => (self as unknown as { told: Told[] }).told.map(({ state, updates }) => ({ state, updates })));

const countUpdates = async (worker: Worker): Promise<number> =>
  (await told(worker)).reduce((sum, { updates }) => sum + updates.length, 0);

test('a training run goes on while its reader types, rests when told to, and ends when told to', async ({ page }) => {
  await page.goto(chapter);
  await wakeFigures(page);
  await expectLiveRun(page, 'wasm');
  const worker = await startTraining(page);
  await expect.poll(() => countUpdates(worker)).toBeGreaterThan(3);
  await textField(page).fill('a reader goes before');
  await expect(figure(page)).toContainText('/ 20');
  const typed = await countUpdates(worker);
  await expect.poll(() => countUpdates(worker)).toBeGreaterThan(typed);

  await tell(worker, { kind: 'steer', to: 'pause' });
  await expect.poll(async () => (await told(worker)).at(-1)?.state).toBe('paused');
  const rested = await countUpdates(worker);
  await tell(worker, { kind: 'steer', to: 'step' });
  await expect.poll(() => countUpdates(worker)).toBe(rested + 1);
  await tell(worker, { kind: 'steer', to: 'go' });
  await expect.poll(() => countUpdates(worker)).toBeGreaterThan(rested + 3);
  await tell(worker, { kind: 'cancel' });
  await textField(page).fill('and has the worker back');
  await expect(figure(page)).toContainText('/ 23');
  await expect.poll(async () => (await told(worker)).at(-1)?.state).toBe('cancelled');
  expect((await told(worker)).every(({ updates }) => updates.every(({ loss }) => Number.isFinite(loss)))).toBe(true);
});

test('a training run goes on while the page is hidden', async ({ page }) => {
  await page.goto(chapter);
  await wakeFigures(page);
  await expectLiveRun(page, 'wasm');
  const worker = await startTraining(page);
  // A browser without a screen shows every page: what a hidden one is denied, frames and timers, is taken from it by hand.
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });
    Object.assign(globalThis, { requestAnimationFrame: () => 0, setTimeout: () => 0, setInterval: () => 0 });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  const hidden = await countUpdates(worker);
  await expect.poll(() => countUpdates(worker)).toBeGreaterThan(hidden + 10);
});
