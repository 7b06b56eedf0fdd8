import { expect, test } from '@playwright/test';
import { cells } from '../src/cells';
import { openBenchPage } from '../src/commands/benchSpeed';
import { findFigure } from './findFigure';
import type { inspectFused, StepInspection } from '../src/commands/inspectFused';

// The bench's page holds tfjs and the kernels alone: here they meet a real graphics stack, drawn in software.

/** What the longest training step may ask of the graphics processor: fifty letters of an LSTM, forwards and backwards. */
const mostDraws = 400;

test('fused kernels agree with the plain path on WebGL and on WASM, and draw little', async () => {
  const { page, end } = await openBenchPage();
  try {
    // The compiler keeps names by a function that is not there in the page.
    await page.addInitScript('globalThis.__name = (named) => named');
    for (const backend of ['webgl', 'wasm']) {
      await page.reload();
      expect(
        await page.evaluate(
          (name) =>
            (globalThis as unknown as { startBackend(...given: unknown[]): Promise<unknown> }).startBackend(
              name,
              true,
              () => undefined,
            ),
          backend,
        ),
      ).toBeUndefined();
      const inspect = (cell: string, sizes: { B: number; T: number; H: number; V: number }): Promise<StepInspection> =>
        page.evaluate(
          ([given, shape]) =>
            (globalThis as unknown as { inspectFused: typeof inspectFused }).inspectFused(given as never, shape),
          [cell, sizes] as const,
        );
      for (const cell of Object.keys(cells)) {
        const found = await inspect(cell, { B: 3, T: 5, H: 7, V: 6 });
        expect(found.isFused, `${cell} on ${backend}`).toBe(true);
        expect(found.loss, `the loss of ${cell} on ${backend}`).toBeLessThan(2e-6);
        expect(found.gradient, `a gradient of ${cell} on ${backend}`).toBeLessThan(2e-6);
      }
      if (backend === 'webgl') {
        const { draws, gradient } = await inspect('lstm', { B: 4, T: 50, H: 32, V: 16 });
        expect(gradient).toBeLessThan(2e-6);
        expect(draws.fused).toBeGreaterThan(50);
        expect(draws.fused).toBeLessThanOrEqual(mostDraws);
        expect(draws.plain).toBeGreaterThan(2000);
      }
    }
  } finally {
    await end();
  }
});

test('the engine line says which kernels ran, and how many calls a step took', async ({ page }) => {
  const figure = await findFigure(page, 'UnrolledGraph');
  const kernels = figure.locator('[data-action="kernels"]');
  await expect(kernels).toHaveText('fused');
  await kernels.focus();
  await page.keyboard.press('Enter');
  const said = figure.locator('[data-kernels]');
  await expect(said).toContainText('calls of kernels for 11 steps');
  // On the plain path each step alone takes several.
  expect(Number(await said.getAttribute('data-kernels'))).toBeLessThan(3 * 11);
  await page.keyboard.press('Enter');
  await expect(said).toBeHidden();
});
