import { expect, type Locator, type Page, test } from '@playwright/test';
import { systems } from '../src/systems';
import { findFigure } from './findFigure';
import { textField, type } from './inputs';

const { vocabulary } = systems['tanh-rnn-letters'];
const words = 'My lord, the ';
const reading = (figure: Locator) => figure.locator('[aria-label="futures"] p b');

/** The first futures as they are read one by one. */
async function readFutures(figure: Locator): Promise<string[]> {
  const futures: string[] = [];
  for (let i = 0; i < 4; i++) {
    futures.push(await reading(figure).innerText());
    await figure.getByRole('button', { name: 'next future' }).click();
  }
  for (let i = 0; i < 4; i++) await figure.getByRole('button', { name: 'previous future' }).click();
  return futures;
}

async function openFigure(page: Page): Promise<Locator> {
  const figure = await findFigure(page, 'NextLetter');
  await type(figure, words, words.length);
  await expect(figure.locator('figure[data-stale]')).toHaveCount(0);
  await expect.poll(() => readFutures(figure)).not.toContain('');
  return figure;
}

test('the same seed gives the same futures, another seed others, and a silenced unit others again', async ({
  page,
}) => {
  const figure = await openFigure(page);
  const first = await readFutures(figure);
  expect(new Set(first).size).toBeGreaterThan(1);
  await figure.getByRole('button', { name: 'next seed' }).click();
  await expect.poll(() => readFutures(figure)).not.toEqual(first);
  await figure.getByRole('button', { name: 'previous seed' }).click();
  await expect.poll(() => readFutures(figure)).toEqual(first);
  await figure.getByRole('button', { name: 'change it' }).click();
  await figure.getByRole('button', { name: 'silenced', exact: true }).click();
  await expect(figure.locator('[data-cost="after"]')).toBeVisible();
  await expect.poll(() => readFutures(figure)).not.toEqual(first);
  // A tick on a bar is what the untouched network expects.
  await expect(figure.locator('[data-drawing] [data-beside]').first()).toBeAttached();
  await figure.getByRole('button', { name: 'restore' }).click();
  await expect.poll(() => readFutures(figure)).toEqual(first);
});

test('at temperature 0 all futures are one, letter by letter the likeliest, and writing on writes it', async ({
  page,
}) => {
  const figure = await openFigure(page);
  await figure.getByRole('slider', { name: 'temperature' }).fill('0');
  await expect.poll(async () => new Set(await readFutures(figure)).size).toBe(1);
  const greedy = (await reading(figure).innerText()).replaceAll('↵', '\n');
  for (let letters = 1; letters <= 3; letters++) {
    const bars = await figure
      .locator('[data-drawing] g:has(> rect[data-token]):has(> [data-beside])')
      .evaluateAll((all) =>
        all.map((bar) => {
          const { token, value } = bar.querySelector<SVGElement>('rect')?.dataset ?? {};
          const beside = bar.querySelector<SVGElement>('[data-beside]')?.dataset.beside;
          return { token: Number(token), chance: Number(value), own: Number(beside) };
        }),
      );
    // The ticks are the network's own chances: the likeliest of them takes all.
    const likeliest = bars.reduce((best, bar) => (bar.own > best.own ? bar : best));
    expect(likeliest.own).toBeLessThan(1);
    expect(bars.filter(({ chance }) => chance === 1)).toEqual([likeliest]);
    expect(vocabulary.charAt(likeliest.token)).toBe(greedy.charAt(letters - 1));
    await figure.getByRole('button', { name: 'one letter', exact: true }).click();
    await expect(textField(figure)).toHaveValue((words + greedy.slice(0, letters)).replaceAll('\n', ' '));
    await expect(figure.locator('figure[data-stale]')).toHaveCount(0);
  }
});

test('by keyboard alone letters are written, taken back, and a future is taken as the text', async ({ page }) => {
  const figure = await openFigure(page);
  const press = async (name: string) => {
    const button = figure.getByRole('button', { name, exact: true });
    await button.focus();
    await page.keyboard.press('Enter');
  };
  await press('40 letters');
  await expect(figure.locator('figure[data-steps]')).toHaveAttribute('data-steps', String(words.length + 40));
  await expect(page.locator('[data-announcer]')).toContainText('wrote ');
  await press('take it back');
  await expect(figure.locator('figure[data-steps]')).toHaveAttribute('data-steps', String(words.length));
  await expect(textField(figure)).toHaveValue(words);
  await expect.poll(() => reading(figure).innerText()).not.toBe('');
  await press('next future');
  await expect(figure.locator('[data-field="future"]')).toContainText('2 of');
  const future = await reading(figure).innerText();
  await press('take it as the text');
  await expect(figure.locator('figure[data-steps]')).toHaveAttribute(
    'data-steps',
    String(words.length + future.length),
  );
});
