import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type Page, test } from '@playwright/test';
import { watchPage } from './watchPage';

const alone = 'embed/the-simplest-recurrent-network/unrolled/';

/** Serves a page of somebody else, with a frame in it, on an origin of its own. */
async function serveFrame(address: string): Promise<{ server: Server; url: string }> {
  const server = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end(`<!doctype html><title>a lesson</title><h1>A lesson</h1>
      <iframe title="figure" src="${address}" style="width: 100%; height: 900px"></iframe>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

/** Opens somebody else's page with this address of the book in its frame, while `look` looks at it. */
async function inFrame(page: Page, address: string, look: () => Promise<void>): Promise<void> {
  const { server, url } = await serveFrame(address);
  try {
    await page.goto(url);
    await look();
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

test('a figure alone is live in a frame on another origin', async ({ page, baseURL }) => {
  await inFrame(page, `${baseURL}${alone}#unrolled?v=1&text=abc&t=2`, async () => {
    const frame = page.frameLocator('iframe');
    const figure = frame.locator('[data-figure]');
    await expect(figure).toHaveAttribute('data-live', '');
    await expect(figure.locator('[data-engine]')).not.toHaveAttribute('data-engine', 'float64');
    await expect(figure.getByText('t = 2 / 3')).toBeVisible();
    await figure.getByRole('textbox').fill('hello');
    await expect(figure.getByText('t = 5 / 5')).toBeVisible();
    await figure.getByRole('application').focus();
    await page.keyboard.press('Home');
    await expect(figure.getByText('t = 1 / 5')).toBeVisible();
    await expect(frame.getByRole('navigation', { name: 'Contents' })).toHaveCount(0);
  });
});

for (const path of ['the-simplest-recurrent-network/', '', 'gallery/', 'credits/']) {
  test(`the book's page /${path} is not to be framed by others`, async ({ page, baseURL }) => {
    const refused = page.waitForEvent('console', (message) => message.text().includes('frame-ancestors'));
    await inFrame(page, `${baseURL}${path}`, async () => {
      await refused;
      await expect(page.frameLocator('iframe').locator('main')).toHaveCount(0);
      expect(page.frames().map((frame) => frame.url())).toContain('chrome-error://chromewebdata/');
    });
  });
}

test('its link says which controls are left out, and which theme it wears', async ({ page, baseURL }) => {
  const faults = await watchPage(page, new URL(baseURL ?? '').origin);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(`./${alone}?hide=input,menu,caption,engine&theme=dark`);
  const figure = page.locator('[data-figure]');
  await expect(figure).toHaveAttribute('data-live', '');
  await expect(figure.getByRole('textbox')).toBeHidden();
  await expect(figure.locator('summary').first()).toBeHidden();
  await expect(figure.locator('figcaption')).toBeHidden();
  await expect(figure.getByRole('button', { name: 'check' })).toBeHidden();
  await expect(figure.getByRole('slider', { name: 'time' })).toBeVisible();
  await expect(figure.locator('[data-drawing] svg')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByText('hide= knows no')).toHaveCount(0);
  await page.goto(`./${alone}?hide=everything,%22%3E%3Cscript%3E&theme=purple`);
  await expect(page.getByText('hide= knows no everything')).toBeVisible();
  await expect(page.locator('html')).not.toHaveAttribute('data-theme');
  await expect(figure.getByRole('textbox')).toBeVisible();
  // What the first page was still fetching when the second one came is nobody's fault.
  expect(faults.filter((fault) => !fault.includes('ERR_ABORTED'))).toEqual([]);
});

test('it leads to its chapter, and takes its state along', async ({ page, context }) => {
  await page.goto(`./${alone}#unrolled?v=1&text=abc&t=3`);
  await expect(page.locator('[data-figure]').getByText('t = 3 / 3')).toBeVisible();
  const opened = context.waitForEvent('page');
  await page.getByRole('link', { name: /^Unrolled, chapter 2/ }).click();
  const chapter = await opened;
  await expect(chapter.getByRole('heading', { level: 1 })).toHaveText('The simplest recurrent network');
  await expect(chapter.locator('[data-figure-id="unrolled"]').getByText('t = 3 / 3')).toBeVisible();
});

test('the gallery shows every figure, and neither search engines nor the contents lead to it', async ({ page }) => {
  await page.goto('./');
  expect(await page.locator('a[href*="gallery"], a[href*="embed/"]').count()).toBe(0);
  for (const path of ['./gallery/', `./${alone}`]) {
    await page.goto(path);
    await expect(page.locator('meta[name="robots"]')).toHaveAttribute('content', 'noindex');
  }
});
