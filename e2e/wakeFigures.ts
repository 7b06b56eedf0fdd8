import { expect, type Page } from '@playwright/test';

/** Scrolls to every figure of the page and waits until each has come alive. */
export async function wakeFigures(page: Page): Promise<void> {
  for (const figure of await page.locator('[data-figure]').all()) {
    await figure.scrollIntoViewIfNeeded();
    await expect(figure).toHaveAttribute('data-live', '');
  }
}
