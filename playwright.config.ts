import { defineConfig } from '@playwright/test';
import { findBrowser } from './src/commands/findBrowser';

// Playwright reads this file again in every worker; the first reading settles browser and port for all.
process.env.CHROMIUM_PATH = await findBrowser();
process.env.BOOK_PORT ??= String(20_000 + (process.pid % 20_000));
const address = `http://127.0.0.1:${process.env.BOOK_PORT}`;

export default defineConfig({
  testDir: 'e2e',
  outputDir: '.cache/browser',
  forbidOnly: true,
  fullyParallel: true,
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: '.cache/reports/browser.json' }]],
  use: {
    baseURL: `${address}/`,
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      // Software rendering everywhere, so that a run here and a run elsewhere see the same; no sandbox where it cannot be had, as root.
      args: [
        '--use-angle=swiftshader',
        '--enable-unsafe-swiftshader',
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
    },
  },
  webServer: {
    command: `npx vite preview --port ${process.env.BOOK_PORT} --strictPort`,
    url: address,
    stdout: 'ignore',
  },
});
