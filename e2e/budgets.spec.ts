import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { pages } from './pages';
import { wakeFigures } from './wakeFigures';

const kilobyte = 1024;
const isFont = (file: string): boolean => file.endsWith('.woff2');
const isWeights = (file: string): boolean => file.startsWith('checkpoints/');
const isTfjs = (file: string): boolean => file.endsWith('.wasm') || /worker[^/]*\.js$/.test(file);

/** The size on the wire of files of the built book: fonts are packed already, all else goes through gzip. */
function sizeOnTheWire(files: Iterable<string>): number {
  let total = 0;
  for (const file of files) {
    const bytes = readFileSync(join('dist', file));
    total += isFont(file) ? bytes.length : gzipSync(bytes).length;
  }
  return total;
}

for (const { name, path, isChapter } of pages.filter((page) => page.name !== '404' && page.name !== 'gallery')) {
  test(`${name} keeps to its budget of bytes`, async ({ page, baseURL }) => {
    const root = new URL(baseURL ?? '').href;
    const files = new Set<string>();
    page.on('request', (request) => {
      const file = request
        .url()
        .slice(root.length)
        .replace(/[?#].*/s, '');
      if (request.url().startsWith(root)) files.add(file === '' || file.endsWith('/') ? `${file}index.html` : file);
    });
    await page.goto(path);
    await page.waitForLoadState('networkidle');
    // Whatever was asked for without a scroll: the page, its scripts and styles, and what the figures in sight were baked from.
    const firstView = [...files].filter((file) => !isFont(file) && !isTfjs(file) && !isWeights(file));
    expect(firstView.length).toBeGreaterThan(1);
    expect(sizeOnTheWire(firstView), firstView.join(', ')).toBeLessThanOrEqual(180 * kilobyte);

    await wakeFigures(page);
    await page.waitForLoadState('networkidle');
    const all = [...files];
    expect(sizeOnTheWire(all.filter(isFont))).toBeLessThanOrEqual(200 * kilobyte);
    expect(sizeOnTheWire(all.filter((file) => !isFont(file) && !isWeights(file))), all.join(', ')).toBeLessThanOrEqual(
      600 * kilobyte,
    );
    // The count must not pass because the engine was never asked for.
    if (isChapter) expect(all.some(isTfjs)).toBe(true);
  });
}

test('a baked figure takes at most 20 KB: its part of the page, and the file that brings it to life', async ({
  page,
}) => {
  for (const { path } of pages.filter(({ name, isChapter }) => isChapter || name === 'gallery')) {
    const html = await (await page.request.get(path)).text();
    const figures = await page.evaluate(
      (text) =>
        [...new DOMParser().parseFromString(text, 'text/html').querySelectorAll('div.figure')].map((figure) => ({
          html: figure.outerHTML,
          props: figure.querySelector<HTMLElement>('[data-props]')?.dataset.props ?? '',
        })),
      html,
    );
    expect(figures.length).toBeGreaterThan(0);
    for (const figure of figures) {
      const props = readFileSync(join('dist', figure.props));
      const size = gzipSync(figure.html).length + gzipSync(props).length;
      expect(size, figure.props).toBeLessThanOrEqual(20 * kilobyte);
    }
  }
});
