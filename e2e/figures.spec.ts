import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { evaluate } from '../src/equations/evaluate';
import { evaluateSequence } from '../src/equations/evaluateSequence';
import { nest } from '../src/equations/Nested';
import { figures } from '../src/figures';
import { nameLetter } from '../src/marks/showLetter';
import { type SystemId, systems } from '../src/systems';
import { readSafetensors } from '../src/traces/safetensors';
import { findFigure } from './findFigure';
import { inputs, textField, type } from './inputs';
import { openTable, readTable } from './readTable';
import { watchPage } from './watchPage';

const steps = (figure: Locator) => figure.locator('figure[data-steps]');
const clock = (figure: Locator) => figure.getByText(/^t = \d+ \/ \d+$/);
/** Which unit is picked, as its stepper says. */
const unitOf = (figure: Locator) => figure.locator('output[data-field~="unit"]');
const drawing = (figure: Locator) => figure.locator('[role="application"][data-drawing]');
/** How many steps an input has. */
const lengthOf = (given: readonly unknown[] | number) => (typeof given === 'number' ? given : given.length);

function parametersOf(system: SystemId) {
  const { weights } = readSafetensors(new Uint8Array(readFileSync(`public/${systems[system].checkpoint}`)));
  return Object.fromEntries(Object.entries(weights).map(([name, { shape, values }]) => [name, nest(values, shape)]));
}

async function isFocused(locator: Locator): Promise<boolean> {
  return locator.evaluate((element) => element === document.activeElement);
}

/** Presses Tab until the element has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 80 && !(await isFocused(target)); presses++) await page.keyboard.press('Tab');
  await expect(target).toBeFocused();
}

/** Where the tests of every figure begin with one that starts with less to show. */
const openings: Readonly<Record<string, string>> = { ThreeBoxes: 'stage=memory' };

function openFigure(page: Page, name: string): Promise<Locator> {
  const opening = openings[name];
  return findFigure(page, name, (id) => (opening === undefined ? '' : `#${id}?v=1&${opening}`));
}

/** The numbers that a figure draws of its state, as far as they can be read from its marks. */
const drawn = (figure: Locator) =>
  figure
    .locator('[data-drawing] :is([data-value], [data-values])')
    .evaluateAll((marks) =>
      marks.map((mark) => (mark as SVGElement).dataset.value ?? (mark as SVGElement).dataset.values),
    );

for (const name of Object.keys(figures)) {
  test.describe(name, () => {
    const input = inputs[name];
    if (input === undefined) throw new Error(`e2e/inputs.ts does not say how ${name} is given its input`);

    test('is operable by keyboard alone', async ({ page }) => {
      const figure = await openFigure(page, name);
      const last = lengthOf(await input.give(figure, 'one'));
      await tabTo(page, drawing(figure));
      await page.keyboard.press('Home');
      await expect(clock(figure)).toHaveText(/^t = 1 \//);
      await page.keyboard.press('ArrowRight');
      await expect(clock(figure)).toHaveText(/^t = 2 \//);
      await page.keyboard.press('PageDown');
      const eightOn = Math.min(last, 10);
      await expect(clock(figure)).toHaveText(`t = ${eightOn} / ${last}`);
      await page.keyboard.press('ArrowLeft');
      await expect(clock(figure)).toHaveText(`t = ${eightOn - 1} / ${last}`);
      await page.keyboard.press('End');
      await expect(clock(figure)).toHaveText(`t = ${last} / ${last}`);

      const unit = unitOf(figure);
      const before = await unit.innerText();
      await page.keyboard.press('ArrowDown');
      await expect(unit).not.toHaveText(before);
      await page.keyboard.press('ArrowUp');
      await expect(unit).toHaveText(before);

      await page.keyboard.press('Home');
      await page.keyboard.press('Space');
      await expect.poll(() => clock(figure).innerText(), { intervals: [50] }).not.toMatch(/^t = 1 \//);
      await page.keyboard.press('Space');
      await expect(figure.getByRole('button', { name: 'play' })).toBeVisible();
      const rested = await clock(figure).innerText();
      await page.waitForTimeout(600);
      await expect(clock(figure)).toHaveText(rested);

      const symbols = figure.locator('[data-part="rail"]').getByRole('toolbar').first().getByRole('button');
      await tabTo(page, symbols.first());
      await page.keyboard.press('ArrowRight');
      await expect(symbols.nth(1)).toBeFocused();
      await expect(symbols.nth(1)).toHaveClass(/is-lit/);
      await tabTo(page, figure.getByRole('button', { name: 'play' }));
      await tabTo(page, figure.getByRole('slider', { name: 'time' }));
      await page.keyboard.press('End');
      await expect(clock(figure)).toHaveText(`t = ${last} / ${last}`);
      await tabTo(page, figure.getByRole('button', { name: 'check' }));
      await page.keyboard.press('Enter');
      await expect(figure.getByText(/recomputed in double precision/)).toBeVisible();
    });

    test('shows in its marks, in its table and in double precision the same numbers', async ({ page }) => {
      const figure = await openFigure(page, name);
      const given = await input.give(figure, 'one');
      await figure.getByRole('button', { name: /^to the first/ }).click();
      await openTable(figure);
      const table = await readTable(figure);
      // Long tables are paged; what their first page shows is compared.
      const rows = (table.h1 ?? table['bits of doubt'])?.length ?? 0;
      expect(rows).toBeGreaterThanOrEqual(Math.min(16, lengthOf(given)));
      const xs =
        typeof given === 'number'
          ? Array.from({ length: rows }, (_, t) => (input.inTable ?? []).map((head) => table[head]?.[t] ?? Number.NaN))
          : given.slice(0, rows);
      const { network, sizes } = systems[input.system];
      const parameters = parametersOf(input.system);
      if (table.h1 === undefined) return compareForecasts(figure, table, xs, input.system);
      const units = sizes.H ?? 0;
      const stateAt = (t: number) =>
        Array.from({ length: units }, (_, unit) => (t < 0 ? 0 : (table[`h${unit + 1}`]?.[t] ?? Number.NaN)));
      xs.forEach((x, t) => {
        const exact = evaluate(network, parameters, { x, h: stateAt(t - 1) });
        stateAt(t).forEach((shown, unit) => expect(Math.abs(shown - (exact.h?.[unit] ?? 0))).toBeLessThan(1e-6));
        const best = table['y of guess 1']?.[t];
        if (best !== undefined) expect(Math.abs(best - Math.max(...(exact.y ?? [])))).toBeLessThan(1e-6);
      });
      const marks = await figure.locator('[data-drawing] rect[data-unit][data-step]').evaluateAll((cells) =>
        cells.map((cell) => {
          const { unit, step, value } = (cell as SVGElement).dataset;
          // Where two networks are drawn, the second says which columns of the table are its own.
          return { unit, step, value, head: cell.closest<SVGElement>('[data-head]')?.dataset.head ?? '' };
        }),
      );
      // Where thousands of cells are drawn, a row of them bears its numbers in one piece.
      const strips = await figure
        .locator('[data-drawing] [data-step][data-values]')
        .evaluateAll((rects) => rects.map((rect) => ({ ...(rect as SVGElement).dataset })));
      let compared = marks.length;
      for (const { step, values } of strips.filter((strip) => Number(strip.step) <= rows)) {
        const shown = (values ?? '').split(' ').map(Number);
        // Another quantity is drawn beside the state, of another size.
        if (shown.length !== units) continue;
        compared++;
        expect(shown.sort((a, b) => a - b)).toEqual(stateAt(Number(step) - 1).sort((a, b) => a - b));
      }
      expect(compared).toBeGreaterThanOrEqual(Math.min(units, rows));
      for (const { unit, step, value, head } of marks)
        expect(Number(value)).toBe(table[`h${unit}${head === '' ? '' : ` ${head}`}`]?.[Number(step) - 1]);
    });

    test('its link restores it', async ({ page }) => {
      const figure = await openFigure(page, name);
      const length = lengthOf(await input.give(figure, 'other'));
      await drawing(figure).focus();
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowDown');
      const unit = await unitOf(figure).innerText();
      await expect(page).toHaveURL(/#\w+\?v=1&.*\bt=3/);
      const address = page.url();
      await page.goto('about:blank');
      await page.goto(address);
      await expect(figure).toHaveAttribute('data-live', '');
      await expect(figure).toBeInViewport();
      if (input.isText) await expect(textField(figure)).toHaveValue('ab\u00e9 d');
      await expect(clock(figure)).toHaveText(`t = 3 / ${length}`);
      await expect(unitOf(figure)).toHaveText(unit);
    });

    test('a hostile link does no harm, and is spoken about', async ({ page, baseURL }) => {
      const faults = await watchPage(page, new URL(baseURL ?? '').origin);
      const figure = await findFigure(page, name, (id) => `#${id}?v=1&t=9e99&unit=%00&__proto__=1&text=%E0%A4%A`);
      await expect(figure.getByText(/^In the link: t:/)).toBeVisible();
      expect(faults).toEqual([]);
    });

    test('another input is another run, and the check says by how little it differs', async ({ page }) => {
      const figure = await openFigure(page, name);
      await input.give(figure, 'one');
      const before = await drawn(figure);
      await input.give(figure, 'other');
      await expect.poll(() => drawn(figure)).not.toEqual(before);
      const check = figure.getByRole('button', { name: 'check' });
      await check.click();
      await expect(check).toHaveAttribute('data-check', /\d/);
      expect(Number(await check.getAttribute('data-check'))).toBeLessThan(1e-6);
    });

    if (!input.isText) return;
    test('empty, one letter, emoji, right-to-left and five thousand letters all behave', async ({ page, baseURL }) => {
      const faults = await watchPage(page, new URL(baseURL ?? '').origin);
      const figure = await openFigure(page, name);
      await type(figure, '', 0);
      await expect(figure.getByText('Type something above')).toBeVisible();
      await expect(clock(figure)).toHaveText('t = 0 / 0');
      await type(figure, 'x', 1);
      await type(figure, 'ok \u{1F469}\u200D\u{1F469}\u200D\u{1F467}!', 5);
      await expect(figure.getByText(/Not among the letters/)).toContainText('is read as space');
      await type(figure, '\u05E9\u05DC\u05D5\u05DD', 4);
      await textField(figure).press('Enter');
      await expect(steps(figure)).toHaveAttribute('data-steps', '5');
      await type(figure, 'word '.repeat(1040), 5000);
      await expect(figure.getByText('Only the first 5,000 letters are read.')).toBeVisible();
      await drawing(figure).focus();
      await page.keyboard.press('End');
      await expect(clock(figure)).toHaveText('t = 5000 / 5000');
      await expect(figure.getByRole('button', { name: /earlier$/ })).toBeVisible();
      expect(await figure.locator('[data-column], [data-letter]').count()).toBeLessThanOrEqual(64);
      await openTable(figure);
      await expect(figure.locator('[data-table] tbody tr')).toHaveCount(5000 % 64);
      expect(await figure.innerText()).not.toMatch(/NaN|Infinity/);
      expect(faults).toEqual([]);
    });
  });
}

test('unfolding keeps every copy what it was: the same nodes, each in its place', async ({ page }) => {
  const figure = await findFigure(page, 'UnrolledGraph');
  const remember = () =>
    figure.evaluate((root) => {
      const seen = [...root.querySelectorAll('[data-column], [data-drawing] [data-term="W_hh"]')];
      const before = (globalThis as { seen?: Element[] }).seen;
      Object.assign(globalThis, { seen });
      return before !== undefined && before.length === seen.length && before.every((node, i) => node === seen[i]);
    });
  await remember();
  await figure.getByRole('button', { name: 'folded', exact: true }).click();
  const places = () =>
    figure
      .locator('[data-column]')
      .evaluateAll((columns) => new Set(columns.map((column) => column.getAttribute('transform'))).size);
  await expect.poll(places).toBe(1);
  expect(await remember()).toBe(true);
  await figure.getByRole('button', { name: 'unrolled', exact: true }).click();
  await expect.poll(places).toBeGreaterThan(4);
  expect(await remember()).toBe(true);
});

test('pointing at a weight in the equation lights every copy of it', async ({ page }) => {
  const figure = await findFigure(page, 'UnrolledGraph');
  const copies = figure.locator('[data-drawing] [data-term="W_hh"]');
  await figure.getByRole('toolbar').first().getByRole('button', { name: /W hh/ }).hover();
  expect(await copies.count()).toBeGreaterThan(4);
  for (const copy of await copies.all()) await expect(copy).toHaveClass(/is-lit/);
  await figure.getByText('Unrolled through time').hover();
  await expect(copies.first()).not.toHaveClass(/is-lit/);
});

test('a unit opens into its products, whose sum is what the equation says', async ({ page }) => {
  const figure = await findFigure(page, 'UnrolledGraph');
  await figure.locator('[data-column="4"] rect[data-unit="3"]').click();
  const arithmetic = figure.locator('[data-arithmetic]');
  await expect(arithmetic).toContainText('t = 4');
  await expect(arithmetic.locator('li')).toHaveCount(20);
  const products = await arithmetic
    .locator('li b')
    .evaluateAll((items) => items.map((item) => Number((item as HTMLElement).dataset.value)));
  const slot = await figure.locator('[data-slot="2"]').getAttribute('data-value');
  expect(products.reduce((sum, product) => sum + product, 0)).toBeCloseTo(Number(slot), 6);
  const value = await figure.locator('[data-slot="0"]').getAttribute('data-value');
  expect(await figure.locator('[data-column="4"] rect[data-unit="3"]').getAttribute('data-value')).not.toBeNull();
  expect(Math.abs(Number(value))).toBeLessThanOrEqual(1);
  await drawing(figure).focus();
  await page.keyboard.press('Escape');
  await expect(arithmetic).toBeHidden();
});

test('with the tanh misplaced the state leaves its range, and the figure says so in words', async ({ page }) => {
  const figure = await findFigure(page, 'UnrolledGraph');
  await figure.getByRole('button', { name: /as misprinted/ }).click();
  await expect(figure.getByText(/nothing holds the state in/)).toBeVisible();
  await type(figure, 'to be or not to be, that is the question', 40);
  await textField(figure).fill('to be or not to be '.repeat(60));
  await expect(figure.getByText(/too large for the machine/)).toBeVisible();
  expect(await figure.innerText()).not.toMatch(/NaN|Infinity/);
});

test('the tape of the LSTM shows 128 units, and its memory', async ({ page }) => {
  const figure = await findFigure(page, 'StateTape');
  await figure.getByRole('button', { name: 'LSTM, 128 units' }).click();
  await expect(figure.locator('rect[data-values]')).toHaveCount(128);
  await figure.getByRole('button', { name: 'cell memory c' }).click();
  await drawing(figure).focus();
  await page.keyboard.press('Home');
  await openTable(figure);
  const table = await readTable(figure);
  const shown = await figure.locator('rect[data-values][data-unit="128"]').getAttribute('data-values');
  expect(shown?.split(' ').slice(0, 16).map(Number)).toEqual(table.c128?.slice(0, 16));
});

test('dragging over the columns moves the playhead, and pressing a cell opens its unit', async ({ page }) => {
  const figure = await findFigure(page, 'UnrolledGraph');
  const box = await drawing(figure).boundingBox();
  const centre = async (step: number) => {
    const column = await figure.locator(`[data-column="${step}"] [data-term="x"] rect`).boundingBox();
    return (column?.x ?? 0) + (column?.width ?? 0) / 2;
  };
  const y = (box?.y ?? 0) + 30;
  await page.mouse.move(await centre(3), y);
  await page.mouse.down();
  await page.mouse.move(await centre(6), y, { steps: 8 });
  await expect(clock(figure)).toHaveText(/^t = 6 \//);
  await page.mouse.up();
  await expect(figure.locator('[data-arithmetic]')).toBeHidden();
  await figure.locator('[data-column="2"] rect[data-unit="5"]').click();
  await expect(clock(figure)).toHaveText(/^t = 2 \//);
  await expect(figure.locator('[data-arithmetic]')).toBeVisible();
});

test('a link followed within the page leaves the reader’s text alone', async ({ page }) => {
  const figure = await findFigure(page, 'UnrolledGraph');
  await type(figure, 'mine', 4);
  await page.evaluate(() => {
    window.location.hash = '#unrolled?v=1&view=folded';
  });
  await expect(figure.getByRole('button', { name: 'folded', exact: true })).toHaveAttribute('aria-pressed', 'true');
  await expect(textField(figure)).toHaveValue('mine');
});

test('those who do not see the page hear of every move, and of nothing while the figure plays', async ({ page }) => {
  const figure = await findFigure(page, 'UnrolledGraph');
  const heard = page.locator('[data-announcer]');
  await drawing(figure).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await expect(heard).toHaveText(/^t 2 of 11, input e, h7 −?\d\.\d\d, was −?\d\.\d\d; most likely next: /);
  await page.keyboard.press('Space');
  await expect(heard).toHaveText('playing');
  await expect(clock(figure)).toHaveText('t = 11 / 11');
  await expect(heard).toHaveText('stopped');
});

test('on a phone a figure shows a few columns at a time, and leads to the others', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  const figure = await findFigure(page, 'UnrolledGraph');
  await expect(figure.locator('[data-column]')).toHaveCount(5);
  await drawing(figure).focus();
  await page.keyboard.press('Home');
  await figure.getByRole('button', { name: /later/ }).click();
  await expect(figure.locator('[data-column="6"]')).toBeVisible();
  await expect(figure.getByRole('button', { name: /earlier/ })).toBeVisible();
});

test('a figure whose data do not arrive keeps its baked picture, and says so', async ({ page }) => {
  await page.route('**/*.json', (route) => route.abort());
  await page.goto('./the-simplest-recurrent-network/');
  const island = page.locator('[data-figure="UnrolledGraph"]');
  await island.scrollIntoViewIfNeeded();
  await expect(island).toHaveAttribute('data-live', 'failed');
  await expect(page.getByText('could not be brought to life').first()).toBeVisible();
  await expect(island.locator('[data-drawing] svg')).toBeVisible();
});

test('the boxes step into time and then remember: the same nodes, and one letter gets one answer, then two', async ({
  page,
}) => {
  const figure = await findFigure(page, 'ThreeBoxes');
  const box = figure.locator('[data-column="2"] [data-term="x"]');
  const before = await box.elementHandle();
  await expect(figure.locator('[data-column]')).toHaveCount(1);
  await figure.getByRole('button', { name: 'in time' }).click();
  await expect(figure.locator('[data-column]')).toHaveCount(6);
  await expect(figure.locator('[data-twins]')).toHaveAttribute('data-twins', 'same');
  await expect(figure.locator('[data-drawing] [data-term="W_hh"]')).toHaveCount(0);
  await expect(figure.getByRole('toolbar').getByRole('button', { name: /W hh/ })).toHaveCount(0);
  await figure.getByRole('button', { name: 'with memory' }).click();
  await expect(figure.locator('[data-twins]')).toHaveAttribute('data-twins', 'other');
  await expect(figure.locator('[data-drawing] [data-term="W_hh"]')).toHaveCount(5);
  await expect(figure.getByRole('toolbar').getByRole('button', { name: /W hh/ })).toHaveCount(1);
  expect(await box.evaluate((node, old) => node === old, before)).toBe(true);
});

test('a pressed wire is cut from there on, a cut one is mended by a press, and the verdicts and sums follow', async ({
  page,
}) => {
  const figure = await findFigure(page, 'CutTheWire');
  const cut = figure.locator('[data-wire][data-cut="true"]');
  const others = figure.locator('[data-same="false"]');
  const length = Number(await steps(figure).getAttribute('data-steps'));
  const press = (step: number) => figure.locator(`[data-wire="${step}"] rect`).click();
  await expect(cut).toHaveCount(length);
  await expect(others).not.toHaveCount(0);
  await press(5);
  await expect(cut).toHaveCount(0);
  await expect(others).toHaveCount(0);
  await expect(figure.getByText('they agree in everything')).toBeVisible();
  await press(4);
  await expect(cut).toHaveCount(length - 3);
  await expect(figure.locator('[data-column="4"] [data-same="false"]')).toHaveCount(1);
  for (let step = 1; step < 4; step++)
    await expect(figure.locator(`[data-column="${step}"] [data-same="false"]`)).toHaveCount(0);
  // The keyboard's way to the same.
  const whole = figure.getByRole('button', { name: 'whole', exact: true });
  await whole.focus();
  await page.keyboard.press('Enter');
  await expect(cut).toHaveCount(0);
  await figure.getByRole('button', { name: 'cut', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(cut).toHaveCount(length);
  const check = figure.getByRole('button', { name: 'check' });
  await check.click();
  await expect(check).toHaveAttribute('data-check', /\d/);
  expect(Number(await check.getAttribute('data-check'))).toBeLessThan(1e-6);
});

test('the larger network is cut as well, and stands beside the one that never had a wire', async ({ page }) => {
  const figure = await findFigure(page, 'CutTheWire');
  await figure.getByRole('button', { name: 'LSTM, 128 units' }).click();
  await expect(figure.getByText('128 units', { exact: true })).toBeVisible();
  await figure.getByRole('button', { name: 'one that never had a wire' }).click();
  await expect(figure.locator('[data-column="1"] [data-same]')).toHaveCount(2);
  await expect(figure.getByText(/the network that never had a wire pays/)).toBeVisible();
});

/** What a figure shows that draws forecasts and no states: all chances in its table, and every guess that it draws, against double precision. */
async function compareForecasts(
  figure: Locator,
  table: Record<string, number[]>,
  xs: readonly (readonly number[])[],
  system: SystemId,
): Promise<void> {
  const { network, vocabulary } = systems[system];
  const headOf = (token: number): string => `q of ${nameLetter(vocabulary.charAt(token))}`;
  const { steps } = evaluateSequence(network, parametersOf(system), xs);
  steps.forEach(({ y = [] }, t) => {
    expect(y).toHaveLength(vocabulary.length);
    // A whole run's rounding adds up, so that it is held to less than a step is.
    y.forEach((chance, token) =>
      expect(Math.abs((table[headOf(token)]?.[t] ?? Number.NaN) - chance)).toBeLessThan(1e-5),
    );
  });
  const guesses = await figure
    .locator('[data-drawing] [data-token][data-step]')
    .evaluateAll((cells) => cells.map((cell) => ({ ...(cell as SVGElement).dataset })));
  const shown = guesses.filter(({ step }) => Number(step) <= xs.length);
  expect(shown.length).toBeGreaterThanOrEqual(5 * Math.min(8, xs.length));
  for (const { token, step, value } of shown)
    expect(Number(value)).toBeCloseTo(table[headOf(Number(token))]?.[Number(step) - 1] ?? Number.NaN, 6);
}
