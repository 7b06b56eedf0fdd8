import { chromium, type Page } from '@playwright/test';
import { preview } from 'vite';
import { findBrowser } from './findBrowser';

/** The line that is typed, 32 letters, one key at a time. */
const line = 'All the world is a stage, my lord';

/** What a reader of a figure waits for, ms. */
export interface ReaderRow {
  readonly figure: string;
  readonly backend: string;
  readonly what: string;
  readonly median: number;
  readonly worst: number;
  /** What the worst must not exceed, where the book promises it. */
  readonly promised?: number;
}

/** Measures, on the built book, what a reader waits for: from a key to the redrawn line, and each frame while scrubbing. */
export async function benchReader(): Promise<ReaderRow[]> {
  const server = await preview({ preview: { port: 0 } });
  const address = server.resolvedUrls?.local[0] ?? '';
  const isRoot = process.getuid?.() === 0;
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: isRoot ? ['--no-sandbox'] : [] });
  const rows: ReaderRow[] = [];
  try {
    for (const backend of ['wasm', 'cpu']) {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      // The TypeScript runner wraps functions in a call that the page does not know.
      await page.addInitScript('globalThis.__name = (named) => named');
      await page.goto(`${address}the-simplest-recurrent-network/?backend=${backend}`);
      for (const figure of ['unrolled', 'tape']) {
        await page.locator(`#${figure}`).scrollIntoViewIfNeeded();
        await page.locator(`[data-figure-id=${figure}][data-live]`).waitFor();
        await page.waitForTimeout(2000);
        rows.push({ figure, backend, what: 'key to redrawn line', ...spread(await timeKeys(page, figure)) });
        rows.push({ figure, backend, what: 'frame while scrubbing', ...spread(await timeScrubbing(page, figure)) });
      }
      await page.close();
    }
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`${address}the-simplest-recurrent-network/?backend=webgl`);
    rows.push({
      figure: 'unrolled',
      backend: 'webgl',
      what: 'key to redrawn line, the context lost meanwhile',
      promised: 3000,
      ...spread(await timeLosses(page, 'unrolled')),
    });
  } finally {
    await browser.close();
    await server.close();
  }
  return rows;
}

/** Types the line's last twelve letters and measures, for each, from the key to the frame in which the drawing was last changed by it. */
async function timeKeys(page: Page, figure: string): Promise<number[]> {
  const field = page.locator(`#${figure} input[type=text]`);
  await field.fill(line.slice(0, -12));
  await page.waitForTimeout(1500);
  const times: number[] = [];
  for (const letter of line.slice(-12)) {
    const settled = page.evaluate(
      (id) =>
        new Promise<number>((resolve) => {
          const root = document.getElementById(id);
          const input = root?.querySelector('input[type=text]');
          let began = 0;
          let changed = 0;
          const watcher = new MutationObserver(() => {
            requestAnimationFrame(() => {
              changed = performance.now();
            });
          });
          const listen = (): void => {
            began = performance.now();
            for (const drawing of root?.querySelectorAll('svg, canvas') ?? [])
              watcher.observe(drawing, { subtree: true, childList: true, attributes: true, characterData: true });
            setTimeout(() => {
              watcher.disconnect();
              resolve(changed - began);
            }, 700);
          };
          input?.addEventListener('input', listen, { once: true, capture: true });
        }),
      figure,
    );
    await field.press('End');
    await field.press(letter === ' ' ? 'Space' : letter);
    times.push(await settled);
  }
  return times;
}

/** Drags the playhead over every step, one a frame, and measures the frames. */
function timeScrubbing(page: Page, figure: string): Promise<number[]> {
  return page.evaluate(
    (id) =>
      new Promise<number[]>((resolve) => {
        const range = document.querySelector<HTMLInputElement>(`#${id} input[type=range]`);
        const frames: number[] = [];
        // React hears of a value only when it is set past its own setter.
        const property = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
        const last = Number(range?.max ?? 0);
        let at = 0;
        let before = performance.now();
        const tick = (now: number): void => {
          if (at > 2) frames.push(now - before);
          before = now;
          if (range === null || at > 4 * last) return resolve(frames);
          property?.set?.call(range, String(1 + (at % Math.max(1, last))));
          range.dispatchEvent(new Event('input', { bubbles: true }));
          at += 1;
          requestAnimationFrame(tick);
        };
        requestAnimationFrame(tick);
      }),
    figure,
  );
}

/** Loses the graphics processor during a run, and measures until the run is drawn all the same. */
async function timeLosses(page: Page, figure: string): Promise<number[]> {
  const shown = page.locator(`#${figure} figure[data-steps]`);
  await page.locator(`#${figure}`).scrollIntoViewIfNeeded();
  await page.locator(`#${figure} [data-engine=webgl]`).waitFor();
  const times: number[] = [];
  for (let length = 5; length < 11; length++) {
    await page
      .workers()
      .at(-1)
      ?.evaluate(() => (globalThis as unknown as { loseContextAfter(kernels: number): void }).loseContextAfter(9));
    const began = performance.now();
    await page.locator(`#${figure} input[type=text]`).fill(line.slice(0, length));
    await shown.and(page.locator(`[data-steps="${length}"]`)).waitFor();
    times.push(performance.now() - began);
    await page.waitForTimeout(500);
  }
  return times;
}

function spread(times: readonly number[]): { median: number; worst: number } {
  const sorted = [...times].sort((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN, worst: sorted.at(-1) ?? Number.NaN };
}
