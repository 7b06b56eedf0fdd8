import { expect, type Locator, type Page } from '@playwright/test';
import { pages } from './pages';

/** Opens the first page that shows a figure of this name, chapters before the gallery, and waits until it is alive and has a live run. `fragment` is added to the address. */
export async function findFigure(
  page: Page,
  name: string,
  fragment: (id: string) => string = () => '',
): Promise<Locator> {
  for (const { path } of pages.filter(({ name: page, isChapter }) => isChapter || page === 'gallery')) {
    const html = await (await page.request.get(path)).text();
    const id = new RegExp(`data-figure="${name}" data-figure-id="([^"]+)"`).exec(html)?.[1];
    if (id === undefined) continue;
    await page.goto(`${path}${fragment(id)}`);
    const figure = page.locator(`[data-figure-id="${id}"]`);
    await figure.scrollIntoViewIfNeeded();
    await expect(figure).toHaveAttribute('data-live', '');
    await expect(figure.locator('[data-engine]')).not.toHaveAttribute('data-engine', 'float64');
    return figure;
  }
  throw new Error(`no page shows the figure ${name}`);
}
