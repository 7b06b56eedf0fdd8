import type { Page } from './PageContext';

/** A page on which nothing has been written yet; without `writeJson` what figures are baked from is not kept. */
export function startPage(
  resources: Page['resources'],
  {
    views = new Map(),
    writeJson = () => '',
    embedOf = () => undefined,
  }: Partial<Pick<Page, 'views' | 'writeJson' | 'embedOf'>> = {},
): Page {
  return { resources, views, writeJson, embedOf, cited: new Set(), drawn: [], schemas: new Map(), figureLinks: [] };
}
