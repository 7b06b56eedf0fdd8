import { expect, test } from '@playwright/test';

test('a chosen theme is worn at once, kept, and there before the page is painted', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('./');
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await paper();
  await page.getByRole('radio', { name: 'dark' }).check();
  const dark = await paper();
  expect(dark).not.toBe(light);

  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (document.body === null) return;
      observer.disconnect();
      Object.assign(globalThis, { themeAtFirstSight: document.documentElement.dataset.theme });
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto('./credits/');
  expect(await page.evaluate(() => (globalThis as { themeAtFirstSight?: string }).themeAtFirstSight)).toBe('dark');
  await expect(page.getByRole('radio', { name: 'dark' })).toBeChecked();
  expect(await paper()).toBe(dark);

  await page.getByRole('radio', { name: 'system' }).check();
  expect(await paper()).toBe(light);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await paper()).toBe(dark);
});

test('on a phone the contents open and close by keyboard', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto('./credits/');
  const contents = page.getByRole('navigation', { name: 'Contents' });
  await expect(contents).toBeHidden();
  await page.getByRole('button', { name: 'Contents' }).press('Enter');
  await expect(contents).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(contents).toBeHidden();
});

test('the first tab stop leads past the sidebar', async ({ page }) => {
  await page.goto('./credits/');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the text' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();
});

test('pointing at a term, or focusing it, lights every other place that names it', async ({ page }) => {
  await page.goto('./the-simplest-recurrent-network/');
  const term = page.locator('button.term[data-term="h"]').first();
  const others = page.locator('.prose .katex [data-term="h"]');
  expect(await others.count()).toBeGreaterThan(0);
  await term.focus();
  await expect(others.first()).toHaveClass(/is-lit/);
  await page.keyboard.press('Escape');
  await expect(others.first()).not.toHaveClass(/is-lit/);
  await term.hover();
  await expect(others.last()).toHaveClass(/is-lit/);
});
