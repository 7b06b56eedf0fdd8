import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { evaluateIntervened } from '../src/equations/evaluateIntervened';
import type { Intervention } from '../src/equations/Intervention';
import { systems } from '../src/systems';
import { readText } from '../src/tasks/characters';
import { nestWeights } from '../src/traces/nestWeights';
import { readSafetensors } from '../src/traces/safetensors';
import { findFigure } from './findFigure';
import { type } from './inputs';
import { openTable, readTable } from './readTable';

const text = 'What is in a name?';
const system = systems['tanh-rnn-letters'];
const letters = readText(text, system.vocabulary);
const parameters = nestWeights(readSafetensors(new Uint8Array(readFileSync(`public/${system.checkpoint}`))).weights);

/** The run in double precision, by step, and what its letters cost on average, bits. */
function exactRun(interventions: readonly Intervention[]) {
  const xs = letters.map(({ token }) => Array.from({ length: 65 }, (_, i) => (i === token ? 1 : 0)));
  const steps = evaluateIntervened(system.network, parameters, xs, interventions);
  const bits = letters.slice(1).map(({ token }, t) => -Math.log2(steps[t]?.y?.[token] ?? 0));
  return { steps, cost: bits.reduce((sum, bit) => sum + bit, 0) / bits.length };
}

type Cell = { unit: number; step: number; value: number; ghost: number | undefined };

async function readCells(figure: Locator): Promise<Cell[]> {
  return figure.locator(':is([data-column], [data-row]) rect[data-unit][data-step][data-value]').evaluateAll((marks) =>
    marks.map((mark) => {
      const { unit, step, value, ghost } = (mark as SVGElement).dataset;
      return {
        unit: Number(unit),
        step: Number(step),
        value: Number(value),
        ghost: ghost === undefined ? undefined : Number(ghost),
      };
    }),
  );
}

/** Every cell that is drawn holds the number of the changed run in double precision, and beside it that of the untouched one. */
async function expectChanged(figure: Locator, interventions: readonly Intervention[], before: readonly Cell[]) {
  const price = figure.locator('[data-cost="after"]');
  await expect(price).toBeVisible();
  const [exact, untouched] = [exactRun(interventions), exactRun([])];
  expect(Math.abs(exact.cost - untouched.cost)).toBeGreaterThan(1e-3);
  await expect
    .poll(async () => Math.abs(Number(await price.getAttribute('data-value')) - exact.cost))
    .toBeLessThan(1e-4);
  const was = Number(await figure.locator('[data-cost="before"]').getAttribute('data-value'));
  expect(Math.abs(was - untouched.cost)).toBeLessThan(1e-4);
  const known = new Map(before.map(({ unit, step, value }) => [`${unit} ${step}`, value]));
  const cells = await readCells(figure);
  expect(cells.length).toBeGreaterThanOrEqual(20 * 10);
  for (const { unit, step, value, ghost } of cells) {
    expect(Math.abs(value - (exact.steps[step - 1]?.h?.[unit - 1] ?? Number.NaN))).toBeLessThan(1e-5);
    const own = known.get(`${unit} ${step}`);
    if (own !== undefined) expect(ghost).toBe(own);
    else expect(Math.abs((ghost ?? Number.NaN) - (untouched.steps[step - 1]?.h?.[unit - 1] ?? 0))).toBeLessThan(1e-5);
  }
}

/** Every number that is drawn is in the table, and beside it the one that it is compared with. */
async function expectInTable(figure: Locator, quantity: string, ghost: 'untouched' | 'before') {
  await openTable(figure);
  const table = await readTable(figure);
  const cells = await readCells(figure);
  expect(cells.length).toBeGreaterThanOrEqual(20 * 10);
  for (const cell of cells) {
    expect(cell.value).toBe(table[`${quantity}${cell.unit}`]?.[cell.step - 1]);
    expect(cell.ghost).toBe(table[`${quantity}${cell.unit} ${ghost}`]?.[cell.step - 1]);
  }
  const bars = figure.locator('[data-drawing] rect[data-token][data-ghost]');
  const marks = await bars.evaluateAll((all) => all.map((bar) => ({ ...(bar as SVGElement).dataset })));
  for (const { step, value, ghost: beside } of marks) {
    const place = [1, 2, 3].find((guess) => table[`y of guess ${guess}`]?.[Number(step) - 1] === Number(value));
    expect(place).toBeDefined();
    const besides = [1, 2, 3].map((guess) => table[`y of guess ${guess} ${ghost}`]?.[Number(step) - 1]);
    expect(besides).toContain(Number(beside));
  }
}

async function openFigure(page: Page, name: string) {
  const figure = await findFigure(page, name);
  await type(figure, text, letters.length);
  const before = await readCells(figure);
  return { figure, before };
}

async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
}

for (const name of ['UnrolledGraph', 'StateTape']) {
  test(`${name}: a unit is silenced and let go by keyboard, and every number shown is true`, async ({ page }) => {
    const { figure, before } = await openFigure(page, name);
    const unit = Number((await figure.locator('output').first().innerText()).replace(/\D/g, ''));
    await figure.getByRole('button', { name: 'change it' }).focus();
    await page.keyboard.press('Enter');
    await tabTo(page, figure.getByRole('button', { name: 'silenced', exact: true }));
    await page.keyboard.press('Enter');
    await expectChanged(figure, [{ kind: 'silence', quantity: 'h', unit: unit - 1 }], before);
    await expectInTable(figure, 'h', 'untouched');
    await expect(figure.locator('[data-drawing] [data-held-unit]').first()).toHaveAttribute(
      'data-held-unit',
      String(unit),
    );
    await expect(figure.locator('[data-engine]')).toContainText('changed');
    await expect(figure.locator('figcaption')).toContainText('The network is changed');
    await expect(page.locator('[data-announcer]')).toHaveText(
      /^changed: h\d+ silenced; loss \d\.\d\d bits a letter, untouched \d/,
    );
    await expect(page).toHaveURL(new RegExp(`do=silence\\.h\\.${unit}(&|$)`));
    const check = figure.getByRole('button', { name: 'check' });
    await check.click();
    await expect(check).toHaveAttribute('data-check', /\d/);
    expect(Number(await check.getAttribute('data-check'))).toBeLessThan(1e-6);
    await expect(figure.getByText(/no step of the run by more than/)).toBeVisible();

    await figure.getByRole('button', { name: 'restore' }).focus();
    await page.keyboard.press('Enter');
    await expect(figure.locator('[data-changes]')).toBeHidden();
    await expect(page.locator('[data-announcer]')).toHaveText(/^restored/);
    await expect
      .poll(async () => (await readCells(figure)).map(({ value }) => value))
      .toEqual(before.map(({ value }) => value));
    await expect(figure.locator('figcaption')).not.toContainText('changed');
  });
}

test('a wire is cut by pressing it, and mended by its cross', async ({ page }) => {
  const { figure, before } = await openFigure(page, 'UnrolledGraph');
  await figure.getByRole('button', { name: 'change it' }).click();
  await figure.locator('[data-drawing] [data-term="W_hh"]').nth(3).click();
  await expectChanged(figure, [{ kind: 'cut', weight: 'W_hh' }], before);
  await expect(figure.locator('[data-drawing] [data-cut]').first()).toBeVisible();
  await figure.getByRole('button', { name: 'undo: Whh cut' }).click();
  await expect(figure.locator('[data-drawing] [data-cut]')).toHaveCount(0);
});

test('a weight is written anew where its unit is opened', async ({ page }) => {
  const { figure, before } = await openFigure(page, 'UnrolledGraph');
  await figure.getByRole('button', { name: 'to the first letter' }).click();
  await figure.locator('[data-column="4"] rect[data-unit="3"]').click();
  const field = figure.getByRole('textbox', { name: 'weight from h5 to h3' });
  await field.fill('-1,5');
  await field.press('Enter');
  await expectChanged(figure, [{ kind: 'edit', parameter: 'W_hh', row: 4, column: 2, value: -1.5 }], before);
  await expect(field).toHaveValue('−1.50');
});

test('a state is written anew at one step, and what follows follows from it', async ({ page }) => {
  const { figure, before } = await openFigure(page, 'UnrolledGraph');
  await figure.getByRole('button', { name: 'to the first letter' }).click();
  await figure.locator('[data-column="4"] rect[data-unit="3"]').click();
  await figure.getByRole('button', { name: 'change it' }).click();
  await figure.getByRole('button', { name: 'only at t = 4' }).click();
  const field = figure.getByRole('textbox', { name: 'value of h3' });
  await field.fill('0.9');
  await field.press('Enter');
  const change = { kind: 'clamp', quantity: 'h', units: [2], value: 0.9, from: 3, until: 4 } as const;
  await expectChanged(figure, [change], before);
  await expect(figure.locator('[data-held]')).toHaveAttribute('data-held', '0.9');
  await figure.getByRole('button', { name: 'one letter on' }).click();
  await expect(figure.locator('[data-held]')).toHaveCount(0);
});

test('after an edit of the text the run before it stays beside the new one', async ({ page }) => {
  const { figure, before } = await openFigure(page, 'UnrolledGraph');
  const heights = () =>
    figure
      .locator('[data-part="footer"], [data-drawing]')
      .evaluateAll((parts) =>
        parts.map(
          (part) => part.getBoundingClientRect().bottom - (part.closest('figure')?.getBoundingClientRect().top ?? 0),
        ),
      );
  await expect(figure.locator('[data-ghost-note]')).toHaveCount(0);
  const still = await heights();
  await type(figure, text.replace('What', 'That'), letters.length);
  await expect(figure.locator('[data-ghost-note]')).toContainText('before your last edit');
  // The word about it takes no room: nothing moves while the reader types.
  expect(await heights()).toEqual(still);
  await expectInTable(figure, 'h', 'before');
  const known = new Map(before.map(({ unit, step, value }) => [`${unit} ${step}`, value]));
  const cells = await readCells(figure);
  expect(cells.length).toBeGreaterThanOrEqual(20 * 10);
  for (const { unit, step, ghost } of cells)
    if (known.has(`${unit} ${step}`)) expect(ghost).toBe(known.get(`${unit} ${step}`));
});
