import { join, resolve } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { build, preview } from 'vite';
import type { Backend } from '../engine/Engine';
import { findBrowser } from './findBrowser';
import { type Contestant, contestants, measureSpeed, type SpeedCase, T } from './measureSpeed';
import { measurePeers, type Peer } from './measurePeers';
import { ProgressBar } from './ProgressBar';
import { startBackend } from './startBackend';

/** One measured speed, as `--json` prints it. */
export interface SpeedRow extends SpeedCase {
  readonly engine: Contestant | Peer;
  readonly where: 'node' | 'chromium';
  readonly backend: Backend;
  /** WebGL that is drawn in software, as on a machine without a graphics processor: slow, and no measure of one. */
  readonly isSoftware?: true;
  readonly T: number;
  readonly tokensPerSecond: number;
}

const cases: readonly SpeedCase[] = (['lstm', 'gru', 'tanh'] as const).flatMap((cell) =>
  [
    { B: 1, H: 32 },
    { B: 1, H: 128 },
    { B: 32, H: 128 },
    { B: 32, H: 256 },
  ].flatMap((sizes) => (['forward', 'train'] as const).map((mode) => ({ cell, ...sizes, mode }))),
);
/** In software WebGL the larger ones take minutes, to say the same. */
const softwareCases = cases.filter(({ B, H }) => B === 1 && H === 32);

/** Where to measure, in which order. */
type Place = Pick<SpeedRow, 'where' | 'backend' | 'isSoftware'>;

/**
 * Times the book's fused and plain paths beside `tf.layers`, in Node on WASM and in Chromium on WASM, CPU and WebGL, all in one run; and in
 * Node such peers as are at hand.
 * @param forMs how long each engine works on each case, ms
 */
export async function benchSpeed(forMs: number): Promise<SpeedRow[]> {
  const rows: SpeedRow[] = [];
  const { page, end } = await openBenchPage();
  try {
    const isSoftware = await hasOnlySoftware(page);
    const places: Place[] = [
      { where: 'node', backend: 'wasm' },
      { where: 'chromium', backend: 'wasm' },
      { where: 'chromium', backend: 'cpu' },
      { where: 'chromium', backend: 'webgl', ...(isSoftware ? { isSoftware } : {}) },
    ];
    const casesOf = (place: Place): readonly SpeedCase[] => (place.isSoftware ? softwareCases : cases);
    const bar = new ProgressBar(
      'bench',
      places.reduce((total, place) => total + casesOf(place).length, 0),
    );
    let done = 0;
    for (const place of places) {
      const measure = await measurerFor(place, page);
      for (const measured of casesOf(place)) {
        const { cell, B, H, mode } = measured;
        bar.show(done++, `${place.where} ${place.backend} · ${cell} B ${B} H ${H} ${mode}`);
        const speeds = await measure(measured, forMs);
        for (const engine of contestants)
          rows.push({ engine, ...place, cell, B, H, T, mode, tokensPerSecond: Math.round(speeds[engine]) });
      }
    }
    bar.show(done);
    for (const { engine, tokensPerSecond, ...measured } of await measurePeers(forMs))
      rows.push({
        engine,
        where: 'node',
        backend: 'wasm',
        ...measured,
        T,
        tokensPerSecond: Math.round(tokensPerSecond),
      });
  } finally {
    await end();
  }
  return rows;
}

async function measurerFor({ where, backend }: Place, page: Page): Promise<typeof measureSpeed> {
  if (where === 'node') {
    await startBackend();
    return measureSpeed;
  }
  await page.reload();
  const reason = await page.evaluate(
    (name) =>
      (globalThis as unknown as { startBackend(...given: unknown[]): Promise<string | undefined> }).startBackend(
        name,
        true,
        () => undefined,
      ),
    backend,
  );
  if (reason !== undefined) throw new Error(`${backend} does not start in this Chromium: ${reason}`);
  return (measured, forMs) =>
    page.evaluate(
      ([given, ms]) => (globalThis as unknown as { measureSpeed: typeof measureSpeed }).measureSpeed(given, ms),
      [measured, forMs] as const,
    );
}

/** Builds the bench's page, which is no part of the book, and opens it in Chromium. */
export async function openBenchPage(): Promise<{ page: Page; end: () => Promise<void> }> {
  const outDir = resolve('.cache', 'bench');
  const own = { configFile: false, root: import.meta.dirname, logLevel: 'warn', base: './' } as const;
  await build({
    ...own,
    publicDir: false,
    build: {
      outDir,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      target: 'es2023',
      chunkSizeWarningLimit: 5000,
      rolldownOptions: { input: join(import.meta.dirname, 'benchPage.html') },
    },
  });
  const server = await preview({ ...own, build: { outDir }, preview: { port: 0, host: '127.0.0.1' } });
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: ['--enable-unsafe-swiftshader', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  const page = await browser.newPage();
  await page.goto(`${server.resolvedUrls?.local[0] ?? ''}benchPage.html`);
  return {
    page,
    end: async () => {
      await browser.close();
      await server.close();
    },
  };
}

function hasOnlySoftware(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
    const names = gl?.getExtension('WEBGL_debug_renderer_info');
    return /swiftshader|llvmpipe|software/i.test(String(gl?.getParameter(names?.UNMASKED_RENDERER_WEBGL ?? 0)));
  });
}
