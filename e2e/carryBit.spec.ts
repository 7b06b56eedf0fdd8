import { readFileSync } from 'node:fs';
import { expect, type Locator, test } from '@playwright/test';
import { evaluateSequence } from '../src/equations/evaluateSequence';
import { nest } from '../src/equations/Nested';
import { systems } from '../src/systems';
import { bitsOf } from '../src/tasks/addBits';
import { readSafetensors } from '../src/traces/safetensors';
import { findFigure } from './findFigure';
import { openTable, readTable } from './readTable';
import { watchPage } from './watchPage';

const clock = (figure: Locator) => figure.getByText(/^t = \d+ \/ \d+$/);
const addend = (figure: Locator, name: string) => figure.getByRole('textbox', { name, exact: true });

test('two numbers are added bit by bit: marks, table and double precision agree, and the sum is right', async ({
  page,
}) => {
  const figure = await findFigure(page, 'CarryBit');
  await figure.getByRole('button', { name: 'decimal' }).click();
  await addend(figure, 'a').fill('3000000000');
  await addend(figure, 'b').fill('123456789');
  await expect(figure.locator('figure[data-steps]')).toHaveAttribute('data-steps', '32');
  await expect(figure.getByText('3,000,000,000 + 123,456,789 makes 3,123,456,789 here, every bit right')).toBeVisible();
  await openTable(figure);
  const table = await readTable(figure);
  expect(table['read off h']).toEqual(table.carry);
  const points = figure.locator('[data-second-table] tbody tr');
  await expect(points).toHaveCount(await figure.locator('[data-drawing] text[data-point]').count());
  const { network, checkpoint } = systems['binary-addition'];
  const { weights } = readSafetensors(new Uint8Array(readFileSync(`public/${checkpoint}`)));
  const parameters = Object.fromEntries(
    Object.entries(weights).map(([name, { shape, values }]) => [name, nest(values, shape)]),
  );
  const [a, b] = [bitsOf(3_000_000_000, 32), bitsOf(123_456_789, 32)];
  evaluateSequence(
    network,
    parameters,
    a.map((bit, t) => [bit, b[t] ?? 0]),
  ).steps.forEach(({ h = [], y = [] }, t) => {
    h.forEach((value, unit) => expect(Math.abs((table[`h${unit + 1}`]?.[t] ?? Number.NaN) - value)).toBeLessThan(1e-4));
    expect(Math.abs((table.y?.[t] ?? Number.NaN) - (y[0] ?? 0))).toBeLessThan(1e-4);
  });
  const cells = await figure
    .locator('[data-drawing] rect[data-unit][data-step]')
    .evaluateAll((marks) => marks.map((mark) => ({ ...(mark as SVGElement).dataset })));
  expect(cells.length).toBeGreaterThanOrEqual(16 * 8);
  for (const { unit, step, value } of cells) expect(Number(value)).toBe(table[`h${unit}`]?.[Number(step) - 1]);
  await figure.getByRole('button', { name: 'check' }).click();
  await expect(figure.getByText(/recomputed in double precision/)).toBeVisible();
});

test('what is no number is told in words, and the last good sum stays', async ({ page }) => {
  const figure = await findFigure(page, 'CarryBit');
  await addend(figure, 'a').fill('1021');
  await expect(figure.getByRole('alert')).toHaveText('only 0 and 1 are bits, the highest place first');
  await expect(addend(figure, 'a')).toHaveAttribute('aria-invalid', 'true');
  await addend(figure, 'a').fill('1'.repeat(33));
  await expect(figure.getByRole('alert')).toContainText('at most 32 bits');
  await addend(figure, 'a').fill('101');
  await expect(figure.getByRole('alert')).toHaveCount(0);
  await expect(figure.getByText(/^5 \+ \d+ makes/)).toBeVisible();
});

test('a unit is frozen by keyboard, costs what was measured, and is let go by one press; no tensor stays behind', async ({
  page,
}) => {
  const figure = await findFigure(page, 'CarryBit');
  const countTensors = async (): Promise<number> => {
    const worker = page.workers().at(-1);
    if (worker === undefined) throw new Error('there is no worker');
    return worker.evaluate(() => (globalThis as unknown as { countTensors(): number }).countTensors());
  };
  const freeze = figure.getByRole('button', { name: /^freeze h7 at 0\.00/ });
  await expect(freeze).toHaveAttribute('data-value', /\d/);
  const before = await countTensors();
  const share = Number(await freeze.getAttribute('data-value'));
  expect(share).toBeLessThan(1);
  await freeze.focus();
  await page.keyboard.press('Enter');
  await expect(freeze).toHaveAttribute('aria-pressed', 'true');
  await expect(figure.getByText(/held-out sums are still right/)).toContainText(`→ ${(share * 100).toFixed(1)} %`);
  const held = await figure
    .locator('[data-drawing] rect[data-unit="7"]')
    .evaluateAll((cells) => cells.map((cell) => (cell as SVGElement).dataset.value));
  expect(new Set(held)).toEqual(new Set(['0']));
  await figure.getByRole('button', { name: 'restore' }).click();
  await expect(freeze).toHaveAttribute('aria-pressed', 'false');
  await expect(figure.getByText(/held-out sums are still right/)).toHaveText(/: 100\.0 %$/);
  await expect.poll(countTensors).toBe(before);
});

test('a network of four units is trained from scratch, update by update, and begins again from its seed to the bit', async ({
  page,
  baseURL,
}) => {
  const faults = await watchPage(page, new URL(baseURL ?? '').origin);
  const figure = await findFigure(page, 'CarryBit');
  await figure.getByRole('slider', { name: 'hidden units' }).fill('4');
  const updates = figure.locator('[data-updates]');
  await expect(updates).toHaveAttribute('data-updates', '0');
  await expect(figure.locator('[data-drawing] rect[data-unit][data-step="1"]')).toHaveCount(4);
  const cell = figure.locator('[data-drawing] rect[data-unit="1"][data-step="3"]');
  const before = await cell.getAttribute('data-value');
  const step = figure.getByRole('button', { name: 'one update' });
  const train = async (): Promise<string> => {
    for (const count of ['1', '2', '3']) {
      await step.click();
      await expect(updates).toHaveAttribute('data-updates', count);
    }
    return (await updates.locator('table').textContent()) ?? '';
  };
  const first = await train();
  // The run that is shown follows the weights.
  await expect(cell).not.toHaveAttribute('data-value', before ?? '');
  await figure.getByRole('button', { name: 'reset to seed 1' }).click();
  await expect(updates).toHaveAttribute('data-updates', '0');
  await expect(cell).toHaveAttribute('data-value', before ?? '');
  expect(await train()).toBe(first);
  await figure.getByRole('spinbutton', { name: 'seed' }).fill('2');
  await expect(updates).toHaveAttribute('data-updates', '0');
  expect(await train()).not.toBe(first);
  await figure.getByLabel('learning rate').selectOption('0.02');
  // A run takes a second: it is stopped in the page as soon as it can be, and then let go on to its end.
  await figure.getByRole('group', { name: 'training from scratch' }).evaluate(goOnAndPause);
  await expect(figure.getByRole('button', { name: 'go on' })).toBeVisible();
  await figure.getByRole('button', { name: 'go on' }).click();
  await expect(updates).toHaveAttribute('data-updates', '1500', { timeout: 60_000 });
  expect(await figure.innerText()).not.toMatch(/NaN|Infinity/);
  expect(faults).toEqual([]);
});

test('its link restores sum, size and seed, and trains nothing by itself', async ({ page }) => {
  const figure = await findFigure(page, 'CarryBit', (id) => `#${id}?v=1&a=7&b=9&t=3&H=2&own=1&seed=5&rate=0.01`);
  await expect(clock(figure)).toHaveText('t = 3 / 8');
  await expect(addend(figure, 'a')).toHaveValue('111');
  await expect(figure.getByRole('slider', { name: 'hidden units' })).toHaveValue('2');
  await expect(figure.getByRole('spinbutton', { name: 'seed' })).toHaveValue('5');
  await expect(figure.getByRole('button', { name: 'train', exact: true })).toBeEnabled();
  await page.waitForTimeout(500);
  await expect(figure.locator('[data-updates]')).toHaveAttribute('data-updates', '0');
});

/** Presses go on, and pause the moment that there is one. */
function goOnAndPause(group: Element): Promise<void> {
  const find = (name: string) => [...group.querySelectorAll('button')].find(({ textContent }) => textContent === name);
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      const pause = find('pause');
      if (pause === undefined) return;
      observer.disconnect();
      pause.click();
      resolve();
    });
    observer.observe(group, { childList: true, subtree: true, characterData: true });
    find('go on')?.click();
  });
}
