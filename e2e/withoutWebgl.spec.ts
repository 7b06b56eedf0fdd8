import { test } from '@playwright/test';
import { chapter, expectLiveRun } from './liveFigure';
import { wakeFigures } from './wakeFigures';

// `--disable-gpu` alone would still leave WebGL, drawn in software.
test.use({
  launchOptions: {
    executablePath: process.env.CHROMIUM_PATH,
    args: ['--disable-gpu', '--disable-software-rasterizer', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  },
});

test('in a browser without WebGL the book computes on WASM', async ({ page }) => {
  await page.goto(chapter);
  await wakeFigures(page);
  await expectLiveRun(page, 'wasm');
});

test('in a browser without WebGL and with WASM blocked, on the processor', async ({ page }) => {
  await page.route('**/*.wasm', (route) => route.abort());
  await page.goto(chapter);
  await wakeFigures(page);
  await expectLiveRun(page, 'cpu');
});
