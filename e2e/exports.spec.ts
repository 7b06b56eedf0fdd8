import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { rewrite } from '../src/equations/rewrite';
import { toNumPy } from '../src/equations/toNumPy';
import { toPyTorch } from '../src/equations/toPyTorch';
import { figures } from '../src/figures';
import { type SystemId, systems } from '../src/systems';
import { findFigure } from './findFigure';
import { watchPage } from './watchPage';

const menuOf = (figure: Locator) => figure.locator('[data-part="menu"] > details');

/** Saves one of a figure's files through its menu. */
async function save(page: Page, figure: Locator, line: string): Promise<{ name: string; bytes: Buffer }> {
  await menuOf(figure).locator('summary').click();
  const saved = page.waitForEvent('download');
  await menuOf(figure).getByRole('button', { name: line }).click();
  const file = await saved;
  await expect(page.locator('[data-announcer]')).toContainText(`saved as ${file.suggestedFilename()}`);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

/** The table's cells, a row a step, each as it is unrounded or as it is written. */
async function readCells(figure: Locator): Promise<string[][]> {
  return figure
    .locator('[data-table] table')
    .evaluate((table) =>
      [...table.querySelectorAll('tr')].map((row) =>
        [...row.children].map((cell) => (cell as HTMLElement).dataset.value ?? cell.textContent ?? ''),
      ),
    );
}

/** Reads comma-separated text. */
function readCsv(text: string): string[][] {
  return text
    .split('\r\n')
    .map((line) =>
      [...line.matchAll(/("((?:[^"]|"")*)"|[^,]*)(,|$)/g)]
        .slice(0, -1)
        .map(([, plain = '', quoted]) => quoted?.replaceAll('""', '"') ?? plain),
    );
}

for (const name of Object.keys(figures)) {
  test.describe(name, () => {
    test('its CSV is its table, number by number', async ({ page, baseURL }) => {
      const faults = await watchPage(page, new URL(baseURL ?? '').origin);
      const figure = await findFigure(page, name);
      await menuOf(figure).locator('summary').click();
      await menuOf(figure).getByRole('button', { name: 'Show as a table' }).click();
      const cells = await readCells(figure);
      const { name: fileName, bytes } = await save(page, figure, 'Numbers, CSV');
      expect(fileName).toMatch(/^unrolled-[\d.]+-[\w-]+\.csv$/);
      const csv = readCsv(bytes.toString('utf8'));
      expect(csv[0]).toEqual(cells[0]);
      // The table shows the page of the playhead.
      const rows = new Map(csv.slice(1).map((row) => [row[0], row]));
      expect(cells.length).toBeGreaterThan(2);
      for (const shown of cells.slice(1)) {
        const row = rows.get(shown[0]);
        expect(row).toHaveLength(shown.length);
        shown.forEach((cell, column) => {
          if (/^-?[\d.]+(e-?\d+)?$/.test(cell)) expect(Number(row?.[column])).toBe(Number(cell));
        });
      }
      expect(faults).toEqual([]);
    });

    test('its SVG stands alone and is drawn as an image; its PNG shows what is shown', async ({ page, baseURL }) => {
      const faults = await watchPage(page, new URL(baseURL ?? '').origin);
      const figure = await findFigure(page, name);
      const svg = await save(page, figure, 'Picture, SVG');
      expect(svg.name).toMatch(/\.svg$/);
      const text = svg.bytes.toString('utf8');
      // Nothing outside: no class of the page's stylesheet, no script, no address but namespaces and data.
      expect(text).not.toMatch(/ class=|<script|var\(|@import/);
      for (const [, address = ''] of text.matchAll(/(?:href|src)\s*[=:]\s*(?:"|url\()([^")]*)/g))
        expect(address).toMatch(/^(data:|#)/);
      expect(text).toContain('@font-face');
      const png = await save(page, figure, 'Picture, PNG');
      expect(png.name).toMatch(/\.png$/);
      const [drawing] = await figure.locator('[data-drawing]').all();
      const box = await drawing?.boundingBox();
      for (const file of [svg, png]) {
        const type = file === svg ? 'image/svg+xml' : 'image/png';
        const seen = await page.evaluate(
          async (address) => {
            const image = new Image();
            image.src = address;
            await image.decode();
            const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
            const context = canvas.getContext('2d');
            context?.drawImage(image, 0, 0);
            const { data = [] } = context?.getImageData(0, 0, canvas.width, canvas.height) ?? {};
            const colours = new Set<number>();
            for (let at = 0; at < data.length; at += 4)
              colours.add(((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0));
            return { width: canvas.width, height: canvas.height, colours: colours.size };
          },
          `data:${type};base64,${file.bytes.toString('base64')}`,
        );
        expect(seen.colours).toBeGreaterThan(20);
        expect(seen.width).toBeGreaterThan((box?.width ?? 0) * (file === png ? 1.5 : 0.75));
      }
      expect(faults).toEqual([]);
    });

    test('its Python text is that of the equations it runs', async ({ page }) => {
      const figure = await findFigure(page, name);
      for (const [line, library, write] of [
        ['Network, PyTorch', 'torch', toPyTorch],
        ['Network, NumPy', 'numpy', toNumPy],
      ] as const) {
        const { name: fileName, bytes } = await save(page, figure, line);
        const text = bytes.toString('utf8');
        const [system] = Object.keys(systems).filter((id) => fileName === `${id.replaceAll('-', '_')}_${library}.py`);
        if (system === undefined) throw new Error(`${fileName} is named after no system`);
        const { network } = systems[system as SystemId];
        // Some figures begin with a wire cut; it is cut in the text as well.
        const cuts = [...text.matchAll(/^# Changed: (\w+) cut$/gm)].map(([, weight = '']) => ({
          kind: 'cut' as const,
          weight,
        }));
        expect([...text.matchAll(/^# (Changed|Left out)/gm)]).toHaveLength(cuts.length);
        expect(text).toContain(write(cuts.length === 0 ? network : rewrite(network, cuts).cell));
        const [weights = ''] = /\/checkpoints\/[\w-]+\.safetensors/.exec(text) ?? [];
        expect((await page.request.get(`.${weights}`)).status()).toBe(200);
      }
    });
  });
}

test('what was done to the network is in its Python text', async ({ page }) => {
  const figure = await findFigure(page, 'UnrolledGraph', (id) => `#${id}?v=1&do=cut.W_hh`);
  const { bytes } = await save(page, figure, 'Network, PyTorch');
  expect(bytes.toString('utf8')).toContain('# Changed: W_hh cut');
  expect(bytes.toString('utf8')).not.toContain('@ self.W_hh');
});

test('the menu is worked by keyboard; links and code are copied, and said', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const figure = await findFigure(page, 'UnrolledGraph', (id) => `#${id}?v=1&t=3`);
  const [menu, heard] = [menuOf(figure), page.locator('[data-announcer]')];
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await menu.locator('summary').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(menu.getByRole('button', { name: 'Copy link to this state' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(heard).toHaveText('link copied');
  expect(await clipboard()).toContain('/the-simplest-recurrent-network/#unrolled?v=1&t=3');
  await expect(menu.locator('summary')).toBeFocused();

  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(heard).toHaveText('code copied');
  const code = await clipboard();
  const [, address = ''] = /^<iframe src="([^"]+)" title="[^"]+" loading="lazy"/.exec(code) ?? [];
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(menu).not.toHaveAttribute('open');
  await page.goto(address.replaceAll('&amp;', '&'));
  await expect(page.locator('[data-figure]').getByText(/^t = 3 \//)).toBeVisible();
});

test('where nothing may be copied, the text is there to be copied by hand', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new Error('no')) } });
  });
  const figure = await findFigure(page, 'StateTape');
  await menuOf(figure).locator('summary').click();
  await menuOf(figure).getByRole('button', { name: 'Copy link to this state' }).click();
  const text = figure.getByRole('textbox', { name: 'The browser did not copy the link' });
  await expect(text).toHaveValue(/#\w+\?v=1/);
  await page.keyboard.press('Escape');
  await expect(text).toBeHidden();
});

test('the menu checks the shown step', async ({ page }) => {
  const figure = await findFigure(page, 'StateTape');
  await menuOf(figure).locator('summary').click();
  await menuOf(figure).getByRole('button', { name: 'Check in double precision' }).click();
  await expect(figure.getByText(/recomputed in double precision/)).toBeVisible();
});
