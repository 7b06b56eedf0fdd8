import { expect, type Locator, type Page } from '@playwright/test';

/** The chapter whose figures the engine is tried on. */
export const chapter = './the-simplest-recurrent-network/';

/** The chapter's first figure. */
export const figure = (page: Page): Locator => page.locator('[data-figure]').first();

/** What that figure says of where its numbers come from. */
export const engineLine = (page: Page): Locator => figure(page).locator('[data-engine]');

/** Where that figure's text is typed. */
export const textField = (page: Page): Locator => figure(page).getByRole('textbox');

/** Types a text and waits until the figure has drawn its run: as many letters, computed by `backend`. */
export async function expectLiveRun(page: Page, backend: string): Promise<void> {
  await expect(engineLine(page)).toHaveAttribute('data-engine', backend);
  await textField(page).fill('brave new');
  await expect(figure(page)).toContainText('/ 9');
  await expect(engineLine(page)).toHaveAttribute('data-engine', backend);
  await expect(engineLine(page)).toContainText('live');
}
