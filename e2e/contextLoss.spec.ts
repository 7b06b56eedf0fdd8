import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { createRandom } from '../src/base/random';
import { evaluateSequence } from '../src/equations/evaluateSequence';
import { nest } from '../src/equations/Nested';
import { systems } from '../src/systems';
import { readText } from '../src/tasks/characters';
import { readSafetensors } from '../src/traces/safetensors';
import { chapter, engineLine, figure, textField } from './liveFigure';
import { wakeFigures } from './wakeFigures';

const system = systems['tanh-rnn-letters'];

const exactStates = (text: string): readonly (readonly number[])[] => {
  const { weights } = readSafetensors(readFileSync(`public/${system.checkpoint}`));
  const parameters = Object.fromEntries(
    Object.entries(weights).map(([name, { shape, values }]) => [name, nest(values, shape)]),
  );
  const xs = readText(text, system.vocabulary).map(({ token }) =>
    Array.from({ length: system.sizes.X ?? 0 }, (_, index) => (index === token ? 1 : 0)),
  );
  return evaluateSequence(system.network, parameters, xs).steps.map(({ h }) => h ?? []);
};

/** The hidden units that the figure shows, of as many steps as there is room for. */
const shownStates = (page: Page): Promise<{ step: number; unit: number; value: number }[]> =>
  figure(page)
    .locator('[data-drawing] rect[data-unit][data-step]')
    .evaluateAll((cells) =>
      (cells as SVGElement[]).map(({ dataset }) => ({
        step: Number(dataset.step),
        unit: Number(dataset.unit),
        value: Number(dataset.value),
      })),
    );

/** Has the present worker lose its context; one that is only just starting is waited for. */
async function loseContextAfter(page: Page, kernels: number): Promise<void> {
  await expect
    .poll(() =>
      page
        .workers()
        .at(-1)
        ?.evaluate((after) => {
          const scope = globalThis as unknown as { loseContextAfter?(kernels: number): void };
          scope.loseContextAfter?.(after);
          return scope.loseContextAfter !== undefined;
        }, kernels)
        .catch(() => false),
    )
    .toBe(true);
}

// Two halves, so that they run side by side.
for (const seed of [1, 2]) {
  test(`the context is lost ten times at random: no false number is shown, and the book goes on (seed ${seed})`, async ({
    page,
  }) => {
    test.slow();
    const random = createRandom(seed);
    let workers = 0;
    page.on('worker', () => {
      workers += 1;
    });
    await page.goto(`${chapter}?backend=webgl`);
    await wakeFigures(page);
    await expect(engineLine(page)).toHaveAttribute('data-engine', 'webgl', { timeout: 60_000 });
    for (let round = 0; workers <= 10; round++) {
      expect(round).toBeLessThan(30);
      const text = Array.from({ length: 6 + round }, () => 'etaoin shrdlu'[random.integer(13)] ?? 'e').join('');
      // Anywhere from a run's first kernels to its last; a loss that comes too late for this run strikes a later one.
      await loseContextAfter(page, 1 + random.integer(8 + 3 * text.length));
      await textField(page).fill(text);
      await expect(figure(page).locator('figure[data-steps]')).toHaveAttribute('data-steps', String(text.length), {
        timeout: 60_000,
      });
      await expect(engineLine(page)).toHaveAttribute('data-engine', 'webgl');
      const exact = exactStates(text);
      const shown = await shownStates(page);
      expect(shown.length).toBeGreaterThan(0);
      for (const { step, unit, value } of shown)
        expect(Math.abs(value - (exact[step - 1]?.[unit - 1] ?? Number.NaN))).toBeLessThan(1e-5);
    }
  });
}

test('a loss needs no network, and one that repeats at once moves the book to WASM, in words', async ({ page }) => {
  await page.goto(`${chapter}?backend=webgl`);
  await wakeFigures(page);
  await expect(engineLine(page)).toHaveAttribute('data-engine', 'webgl', { timeout: 60_000 });
  await page.route('**/checkpoints/*', (route) => route.abort());
  // Every worker from now on loses its context at the first kernel of its first job.
  page.on('worker', (worker) => void worker.evaluate(lose).catch(() => undefined));
  await loseContextAfter(page, 5);
  await textField(page).fill('gone');
  await expect(engineLine(page)).toHaveAttribute('data-engine', 'wasm', { timeout: 60_000 });
  await expect(figure(page).locator('figure[data-steps]')).toHaveAttribute('data-steps', '4');
  await expect(figure(page)).toContainText('webgl was left: the graphics processor was taken away');
});

test('a training run tells no update that was computed on a lost context', async ({ page }) => {
  test.slow();
  let told: string[] = [];
  page.on('console', (message) => {
    if (message.text().startsWith('update ')) told.push(message.text());
  });
  await page.goto(`${chapter}?backend=webgl`);
  await wakeFigures(page);
  await expect(engineLine(page)).toHaveAttribute('data-engine', 'webgl', { timeout: 60_000 });
  const random = createRandom(3);
  await startTraining(page);
  await expect.poll(() => told.length, { timeout: 120_000 }).toBeGreaterThanOrEqual(20);
  const reference = told.slice(0, 20);
  for (let loss = 0; loss < 4; loss++) {
    const struck = page.workers().at(-1);
    if (loss > 0) {
      told = [];
      await startTraining(page);
    }
    await loseContextAfter(page, 1 + random.integer(1500));
    await expect.poll(() => page.workers().at(-1) !== struck, { timeout: 60_000 }).toBe(true);
    const common = Math.min(told.length, reference.length);
    expect(told.slice(0, common)).toEqual(reference.slice(0, common));
    // The new worker has started when the figure has its next run.
    await textField(page).fill('again'.slice(loss));
    await expect(figure(page).locator('figure[data-steps]')).toHaveAttribute('data-steps', String(5 - loss));
  }
});

/** Starts a run in the page's own worker, as the page would; the console tells its updates. */
async function startTraining(page: Page): Promise<void> {
  await page
    .workers()
    .at(-1)
    ?.evaluate(() => {
      const scope = self as unknown as { postMessage(reply: unknown, options?: unknown): void };
      const post = scope.postMessage.bind(scope);
      scope.postMessage = (reply, options) => {
        const { kind, progress } = reply as { kind: string; progress: { updates: { update: number; loss: number }[] } };
        if (kind !== 'progress') post(reply, options);
        else for (const { update, loss } of progress.updates) console.log(`update ${update} ${loss}`);
      };
      const data = { kind: 'train', id: 1e6, system: 'binary-addition', isPaused: false };
      self.dispatchEvent(new MessageEvent('message', { data }));
    });
}

/** Runs in a worker, as soon as its script has. */
const lose = async (): Promise<void> => {
  const scope = globalThis as unknown as { loseContextAfter?(kernels: number): void };
  while (scope.loseContextAfter === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
  scope.loseContextAfter(5);
};
