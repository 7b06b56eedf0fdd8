import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { pages } from './pages';
import { wakeFigures } from './wakeFigures';
import { watchPage } from './watchPage';

for (const { name, path, isChapter } of pages) {
  test.describe(name, () => {
    test('opens without error, breach of its security policy, or foreign request', async ({ page, baseURL }) => {
      const faults = await watchPage(page, new URL(baseURL ?? '').origin);
      const response = await page.goto(path);
      expect(response?.headers()['content-security-policy']).toContain("default-src 'none'");
      await wakeFigures(page);
      await page.waitForLoadState('networkidle');
      expect(faults).toEqual([]);
    });

    test('reads without scripts', async ({ browser, baseURL }) => {
      const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
      const page = await context.newPage();
      await page.goto(path);
      await expect(page.locator('h1')).toBeVisible();
      expect((await page.locator('main').innerText()).length).toBeGreaterThan(80);
      if (isChapter) {
        expect(await page.locator('.prose math').count()).toBeGreaterThan(0);
        await expect(page.locator('.katex-error')).toHaveCount(0);
        for (const figure of await page.locator('[data-figure]').all())
          await expect(figure.locator('svg').first()).toBeVisible();
      }
      await context.close();
    });

    for (const colorScheme of ['light', 'dark'] as const) {
      for (const width of [320, 1280]) {
        test(`shuts nobody out, ${colorScheme}, ${width} px`, async ({ page }) => {
          // All figures on one page take axe a while, on a busy machine.
          test.slow(name === 'gallery');
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          await page.setViewportSize({ width, height: 900 });
          await page.goto(path);
          await wakeFigures(page);
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect(
            violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`),
          ).toEqual([]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        });
      }
    }

    test('has no link that leads nowhere', async ({ page }) => {
      await page.goto(path);
      const addresses = await page
        .locator('a[href]')
        .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
      const inside = new Set(addresses.filter((address) => address.startsWith(new URL(page.url()).origin)));
      expect(inside.size).toBeGreaterThan(0);
      for (const address of inside) {
        const { pathname, hash } = new URL(address);
        const response = await page.request.get(pathname);
        expect(response.status(), address).toBe(200);
        // What follows a `?` in a fragment is a figure's state.
        const id = decodeURIComponent(hash.slice(1).replace(/\?.*/s, ''));
        if (id !== '') expect(await response.text(), address).toContain(`id="${id}"`);
      }
    });
  });
}

test('an unknown address says so, however deep it lies', async ({ page }) => {
  for (const path of ['./no-such-chapter', './no/such/chapter/', './no.html']) {
    const response = await page.goto(path);
    expect(response?.status(), path).toBe(404);
    await expect(page.getByRole('heading', { name: 'No such page' })).toBeVisible();
    await page.getByRole('main').getByRole('link', { name: 'table of contents' }).click();
    await expect(page.getByRole('heading', { name: 'Unrolled', level: 1 })).toBeVisible();
  }
});

test('a chapter without its last slash is still found', async ({ page }) => {
  await page.goto('./credits');
  expect(page.url()).toMatch(/\/credits\/$/);
});
