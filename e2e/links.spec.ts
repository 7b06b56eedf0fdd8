import { expect, test } from '@playwright/test';
import { findFigure } from './findFigure';
import { watchPage } from './watchPage';

/** Links as somebody might make them who means harm, or knows no better. */
const hostile = [
  ...['', 'v=9', 'v=1&v=2', '&&&===', '%', '%00', '%E0%A4%A', '?'.repeat(2000), 'a=b&'.repeat(20_000)],
  ...['v=1&t=1e308', 'v=1&t=-1', 'v=1&t=NaN', 'v=1&t=99999999999999999999', 'v=1&t=0x10', 'v=1&t=٣', 'v=1&t=1&t=2'],
  ...['v=1&unit=0', 'v=1&unit=1e9', 'v=1&unit=-7', 'v=1&unit=%F0%9F%91%A9'],
  ...['v=1&__proto__=1', 'v=1&constructor=x&toString=y', 'v=1&__proto__[polluted]=1', 'v=1&isPlaying=1&train=1&run=1'],
  ...[
    'v=1&text=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E',
    'v=1&text=%3Cscript%3Edocument.title%3D1%3C%2Fscript%3E',
    `v=1&text=${'A'.repeat(90_000)}`,
    `v=1&text=${encodeURIComponent('\u202e\u0000\ufeff\ud83d\udc69\u200d'.toWellFormed().repeat(500))}`,
  ],
  ...[
    'v=1&do=silence.h.0',
    'v=1&do=silence.q.1',
    'v=1&do=clamp.h.at.1e9',
    'v=1&do=clamp.h.1.at.Infinity',
    'v=1&do=strike.h.9.9',
  ],
  ...[
    `v=1&do=${'cut.W_hh*'.repeat(5000)}`,
    `v=1&do=clamp.h${'.1'.repeat(4000)}.at.0`,
    'v=1&do=edit.__proto__.1.1.to.5*edit.W_hh.999.999.to.0*cut.constructor',
    'v=1&do=silence.h.1.from.9.until.2*silence.h.1.from.999999',
  ],
];

test('dozens of hostile links, opened and followed: no error, nothing polluted, nothing trains, and the figure goes on', async ({
  page,
  baseURL,
}) => {
  const faults = await watchPage(page, new URL(baseURL ?? '').origin);
  // What the page asks of its worker, by kind.
  await page.addInitScript(() => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    // eslint-disable-next-line @typescript-eslint/unbound-method
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (this: Worker, message: { kind?: string }, ...rest: unknown[]) {
      asked.push(message.kind ?? '');
      return Reflect.apply(post, this, [message, ...rest]) as undefined;
    };
  });
  const figure = await findFigure(page, 'UnrolledGraph', (id) => `#${id}?${hostile[0]}`);
  const id = (await figure.getAttribute('data-figure-id')) ?? '';
  const look = async (link: string) => {
    // What was wrong with the link is quoted as it was written.
    const shown = (await figure.innerText()).replaceAll(/^In the link:.*$/gm, '');
    expect(shown, link.slice(0, 80)).not.toMatch(/NaN|Infinity|undefined|\[object/);
    const [, t, steps] = /t = (\d+) \/ (\d+)/.exec(shown) ?? [];
    expect(Number(t), link.slice(0, 80)).toBeLessThanOrEqual(Number(steps));
    expect(await page.evaluate(() => Object.keys(Object.prototype).concat(Object.keys({})))).toEqual([]);
  };
  for (const link of hostile) {
    await page.evaluate((hash) => {
      window.location.hash = hash;
    }, `#${id}?${link}`);
    // Until the page has dealt with it.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50))));
    await look(link);
  }
  // Opened anew, a link is a whole state, and is read in another way.
  for (const link of hostile.filter((_, i) => i % 5 === 4)) {
    await page.goto('about:blank');
    await page.goto(`./the-simplest-recurrent-network/#${id}?${link}`);
    await expect(figure).toHaveAttribute('data-live', '');
    await look(link);
  }
  await page.goto('about:blank');
  await page.goto(`./the-simplest-recurrent-network/#${id}?v=1&text=still+here&t=5`);
  await expect(figure.getByText('t = 5 / 10')).toBeVisible();
  const asked = await page.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);
  expect(asked).toContain('run');
  expect(asked).not.toContain('train');
  // What a page was still fetching when it was left is nobody's fault.
  expect(faults.filter((fault) => !fault.includes('ERR_ABORTED'))).toEqual([]);
});

test('a link that cannot be read whole says what it could not read, and keeps the rest', async ({ page }) => {
  const figure = await findFigure(
    page,
    'UnrolledGraph',
    (id) => `#${id}?v=1&t=4&unit=77&do=cut.W_ab*cut.W_hh&colour=red`,
  );
  await expect(figure.getByText('In the link: unit: 77 is outside 1 to 20.')).toBeVisible();
  await expect(
    figure.getByText(/In the link: do: “cut.W_ab” names no wire of this network; it has W_xh, W_hh/),
  ).toBeVisible();
  await expect(figure.getByText('In the link: this figure has no “colour”.')).toBeVisible();
  await expect(figure.getByText(/^t = 4 \//)).toBeVisible();
});

test('a link of a version that is not known is not read at all', async ({ page }) => {
  const figure = await findFigure(page, 'UnrolledGraph', (id) => `#${id}?v=7&t=4&text=no`);
  await expect(figure.getByText(/In the link: it is of version “7”, and this page reads version 1/)).toBeVisible();
  await expect(figure.getByRole('textbox')).toHaveValue('hello world');
});
