import type { Page } from './PageContext';

/** A page on which nothing has been written yet; without `writeJson` what figures are baked from is not kept. */
export function startPage(
  resources: Page['resources'],
  { views = new Map(), writeJson = () => '' }: Partial<Pick<Page, 'views' | 'writeJson'>> = {},
): Page {
  return { resources, views, writeJson, cited: new Set(), drawn: [], schemas: new Map(), figureLinks: [] };
}
