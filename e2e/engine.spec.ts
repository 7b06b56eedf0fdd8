import { expect, type Page, test } from '@playwright/test';
import { chapter, engineLine, expectLiveRun, figure, textField } from './liveFigure';
import { wakeFigures } from './wakeFigures';

test('without a hardware GPU the book computes on WASM', async ({ page }) => {
  await page.goto(chapter);
  await wakeFigures(page);
  await expectLiveRun(page, 'wasm');
});

for (const backend of ['webgl', 'wasm', 'cpu']) {
  test(`?backend=${backend} is obeyed, and agrees with double precision`, async ({ page }) => {
    await page.goto(`${chapter}?backend=${backend}`);
    await wakeFigures(page);
    await expectLiveRun(page, backend);
    await figure(page).getByRole('button', { name: 'check' }).click();
    const check = figure(page).locator('[data-check]');
    const largest = Number(await check.getAttribute('data-check'));
    expect(largest).toBeGreaterThan(0);
    expect(largest).toBeLessThan(1e-6);
  });
}

test('an unknown ?backend= is told to the reader, and the book computes all the same', async ({ page }) => {
  await page.goto(`${chapter}?backend=quantum`);
  await wakeFigures(page);
  await expectLiveRun(page, 'wasm');
  await expect(figure(page)).toContainText('unknown backend “quantum”; have webgl, wasm, cpu');
});

test('with WASM blocked the book computes on the processor', async ({ page }) => {
  await page.route('**/*.wasm', (route) => route.abort());
  await page.goto(chapter);
  await wakeFigures(page);
  await expectLiveRun(page, 'cpu');
});

test('a WASM file under a wrong type is computed with all the same', async ({ page }) => {
  await page.route('**/*.wasm', async (route) =>
    route.fulfill({ response: await route.fetch(), contentType: 'text/plain' }),
  );
  await page.goto(chapter);
  await wakeFigures(page);
  await expectLiveRun(page, 'wasm');
});

test('a web page in the place of the WASM file is left behind', async ({ page }) => {
  await page.route('**/*.wasm', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><p>404' }));
  await page.goto(chapter);
  await wakeFigures(page);
  await expectLiveRun(page, 'cpu');
});

test('a WASM file that never comes is left behind', async ({ page }) => {
  await page.route('**/*.wasm', () => undefined);
  await page.goto(chapter);
  await wakeFigures(page);
  await expectLiveRun(page, 'cpu');
});

test('with no worker at all, the figures keep what was baked, and say so', async ({ page }) => {
  await page.route('**/worker*.js', (route) => route.abort());
  await page.goto(chapter);
  await wakeFigures(page);
  await expect(figure(page)).toContainText('no backend could be started');
  await expect(engineLine(page)).toHaveAttribute('data-engine', 'float64');
  await expect(figure(page).locator('svg').first()).toBeVisible();
});

test('weights that are missing are told in words, and the baked run stays', async ({ page }) => {
  await page.route('**/checkpoints/*', (route) => route.fulfill({ status: 404 }));
  await page.goto(chapter);
  await wakeFigures(page);
  await expect(figure(page)).toContainText('could not be loaded (404)');
  await expect(engineLine(page)).toHaveAttribute('data-engine', 'float64');
});

test('typing leaves no tensors behind', async ({ page }) => {
  await page.goto(chapter);
  await wakeFigures(page);
  await expectLiveRun(page, 'wasm');
  const countTensors = async (): Promise<number> => {
    const worker = page.workers().at(-1);
    if (worker === undefined) throw new Error('there is no worker');
    return worker.evaluate(() => (globalThis as unknown as { countTensors(): number }).countTensors());
  };
  const before = await countTensors();
  expect(before).toBeGreaterThan(0);
  await textField(page).pressSequentially('word by word, and letter by letter', { delay: 5 });
  await expect(figure(page)).toContainText('/ 43');
  await expect.poll(countTensors).toBe(before);
});

test('under cross-origin isolation, where threads could be had, WASM starts without them', async ({ page }) => {
  await page.route('**/*', async (route) => {
    const response = await route.fetch();
    const headers = {
      ...response.headers(),
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
    };
    await route.fulfill({ response, headers });
  });
  await page.goto(chapter);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await wakeFigures(page);
  await expectLiveRun(page, 'wasm');
});

test('a graphics processor of half precision is refused for the numbers shown, and the reader is told', async ({
  page,
}) => {
  await page.addInitScript(() => {
    const Plain = Worker;
    // tfjs reads its flags from its own address.
    globalThis.Worker = class extends Plain {
      constructor(address: string | URL, options?: WorkerOptions) {
        super(`${address.toString()}?tfjsflags=WEBGL_FORCE_F16_TEXTURES:true`, options);
      }
    };
  });
  await page.goto(`${chapter}?backend=webgl`);
  await wakeFigures(page);
  await expectLiveRun(page, 'wasm');
  await expect(figure(page)).toContainText('webgl was left: it computes in half precision');
});

test('a worker that hangs in the middle of a run is started again, and the run is done', async ({ page }) => {
  await page.goto(chapter);
  await wakeFigures(page);
  await expectLiveRun(page, 'wasm');
  const hung = page.workers().at(-1);
  // Nothing inside can end this; playwright hears no answer either.
  hung
    ?.evaluate(() =>
      setTimeout(() => {
        for (;;);
      }, 0),
    )
    .catch(() => undefined);
  await textField(page).fill('and back again');
  await expect(figure(page)).toContainText('/ 14');
  await expect(engineLine(page)).toHaveAttribute('data-engine', 'wasm');
  expect(page.workers().at(-1)).not.toBe(hung);
});

test('a choice of backend that is stored holds on the next page, and the address goes before it', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('backend', 'cpu'));
  await page.goto(chapter);
  await wakeFigures(page);
  await expectLiveRun(page, 'cpu');
  await page.goto(`${chapter}?backend=wasm`);
  await wakeFigures(page);
  await expectLiveRun(page, 'wasm');
});

test('the reader chooses the backend in the menu: figures compute again on it, and the next page remembers', async ({
  page,
}) => {
  await page.goto(chapter);
  await wakeFigures(page);
  await expectLiveRun(page, 'wasm');
  await figure(page).locator('summary').click();
  await figure(page).getByLabel('Compute on').selectOption('CPU');
  await expect(engineLine(page)).toHaveAttribute('data-engine', 'cpu');
  await page.reload();
  await wakeFigures(page);
  await expectLiveRun(page, 'cpu');
  await figure(page).locator('summary').click();
  await expect(figure(page).getByLabel('Compute on')).toHaveValue('cpu');
  await figure(page).getByLabel('Compute on').selectOption('what measures best');
  await expect(engineLine(page)).toHaveAttribute('data-engine', 'wasm');
});

/** Lets software WebGL pass for a graphics processor: the worker's script is served without the name that gives it away. */
const pretendHardware = (page: Page): Promise<unknown> =>
  page.route('**/worker*.js', async (route) => {
    const response = await route.fetch();
    const script = await response.text();
    expect(script).toContain('swiftshader|');
    await route.fulfill({ response, body: script.replace('swiftshader|', '') });
  });

test('with a graphics processor the job is measured beside the answers, and one worker is left', async ({ page }) => {
  await pretendHardware(page);
  let workers = 0;
  page.on('worker', () => {
    workers += 1;
  });
  await page.goto(chapter);
  await wakeFigures(page);
  await expect
    .poll(() => page.evaluate(() => sessionStorage.getItem('best backend for tanh-rnn-letters')), { timeout: 60_000 })
    .toMatch(/wasm|webgl/);
  expect(workers).toBe(3);
  await expect.poll(() => page.workers().length).toBe(1);
  const best = await page.evaluate(() => sessionStorage.getItem('best backend for tanh-rnn-letters'));
  await textField(page).fill('measured');
  await expect(figure(page).locator('figure[data-steps]')).toHaveAttribute('data-steps', '8');
  await expect(engineLine(page)).toHaveAttribute('data-engine', String(best));
});

test('a session that has found WebGL best moves to it after the first answer', async ({ page }) => {
  await pretendHardware(page);
  await page.addInitScript(() => sessionStorage.setItem('best backend for tanh-rnn-letters', 'webgl'));
  await page.goto(chapter);
  await wakeFigures(page);
  await expect.poll(() => page.workers().length).toBe(2);
  await expect.poll(() => page.workers().length, { timeout: 60_000 }).toBe(1);
  await textField(page).fill('moved');
  await expect(figure(page).locator('figure[data-steps]')).toHaveAttribute('data-steps', '5');
  await expect(engineLine(page)).toHaveAttribute('data-engine', 'webgl');
});
