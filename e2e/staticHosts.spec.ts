import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { headersFile, nginxSnippet, policyTag } from '../src/site/build/headerFiles';
import { chapter, expectLiveRun } from './liveFigure';
import { wakeFigures } from './wakeFigures';

test('the built book brings its headers along for static hosts', () => {
  const entries = readdirSync('dist', { withFileTypes: true })
    .filter(({ name }) => !/^_headers$|\.conf$/.test(name))
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name));
  expect(entries).toEqual(expect.arrayContaining(['assets/', 'embed/', 'index.html', 'theme.js']));
  expect(readFileSync('dist/_headers', 'utf8')).toBe(headersFile(entries.sort()));
  expect(readFileSync('dist/nginx-headers.conf', 'utf8')).toBe(nginxSnippet());
});

test('where no headers can be set, the page’s own tag keeps the policy, and the book computes', async ({ page }) => {
  await page.route('**/*', async (route) => {
    const response = await route.fetch();
    const { 'content-security-policy': _, ...headers } = response.headers();
    await route.fulfill({ response, headers });
  });
  await page.goto(chapter);
  expect(await page.content()).toContain(policyTag().slice(0, -3));
  await wakeFigures(page);
  await expectLiveRun(page, 'wasm');
  const blocked = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        addEventListener('securitypolicyviolation', ({ effectiveDirective }) => resolve(effectiveDirective));
        const script = document.createElement('script');
        script.textContent = 'document.title = "taken over"';
        document.head.append(script);
      }),
  );
  expect(blocked).toBe('script-src-elem');
  await expect(page).not.toHaveTitle('taken over');
});
