import { expect, test } from '@playwright/test';
import { chapter } from './liveFigure';

test('a phrase sets what it names, brings the figure into view, marks it, and leaves the rest alone', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(chapter);
  const phrase = page.locator('a[data-figure-link="view"]').first();
  const id = (await phrase.getAttribute('href'))?.replace(/^#|\?.*$/g, '') ?? '';
  const figure = page.locator(`[data-figure-id="${id}"]`);
  await figure.scrollIntoViewIfNeeded();
  await expect(figure).toHaveAttribute('data-live', '');
  await figure.getByRole('textbox').fill('mine');
  await expect(figure.locator('figure[data-steps]')).toHaveAttribute('data-steps', '4');
  const pressed = figure.getByRole('button', { name: 'folded', exact: true });
  for (const _ of ['once', 'and again, when the address already says so']) {
    await phrase.scrollIntoViewIfNeeded();
    await phrase.click();
    await expect(figure.locator('[data-drawing]')).toBeInViewport({ ratio: 0.5 });
    await expect(pressed).toHaveAttribute('aria-pressed', 'true');
    await expect(page.locator('[data-marked]').first()).toBeAttached();
    await expect(page.locator('[data-marked]')).toHaveCount(0);
    await figure.getByRole('button', { name: 'unrolled', exact: true }).click();
    await expect(pressed).toHaveAttribute('aria-pressed', 'false');
  }
  await expect(figure.getByRole('textbox')).toHaveValue('mine');
});

test('an answer waits for a guess; the guess is kept on the device, and can be taken back', async ({ page }) => {
  await page.goto(chapter);
  const question = page.locator('.predict').first();
  const [answer, options] = [question.locator('details'), question.getByRole('radio')];
  const commit = question.getByRole('button', { name: /^Commit/ });
  await expect(commit).toBeDisabled();
  await expect(answer).toBeHidden();
  await options.nth(1).check();
  await page.reload();
  await expect(answer).toBeHidden();
  await options.nth(1).check();
  await commit.press('Enter');
  await expect(answer).toHaveAttribute('open', '');
  await expect(question.getByRole('status')).toHaveText(/guess/);
  await page.reload();
  await expect(answer).toHaveAttribute('open', '');
  await expect(options.nth(1)).toBeChecked();
  await expect(options.nth(1)).toBeDisabled();
  await question.getByRole('button', { name: 'Take the guess back' }).click();
  await expect(options.first()).toBeFocused();
  await page.reload();
  await expect(answer).toBeHidden();
  await expect(question.getByRole('radio', { checked: true })).toHaveCount(0);
});

test('without scripts a question can be answered and its answer opened', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
  const page = await context.newPage();
  await page.goto(chapter);
  const question = page.locator('.predict').first();
  await question.getByRole('radio').first().check();
  await expect(question.getByRole('button')).toHaveCount(0);
  await question.locator('summary').click();
  await expect(question.locator('details > div')).toBeVisible();
  await context.close();
});
