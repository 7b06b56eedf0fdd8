import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { figures } from '../src/figures';
import { findFigure } from './findFigure';
import { pages } from './pages';
import { wakeFigures } from './wakeFigures';

// pages.spec tries every page in both themes at 320 and 1280 px. Here every page and figure is tried at one further pair of width and theme, which
// changes from day to day, so that a week sees them all; ACCESS_DAY=3 repeats what a day has seen, and ACCESS_ALL=1 tries every pair.
const pairs = [390, 820, 1440].flatMap((width) => [
  { width, colorScheme: 'light' as const },
  { width, colorScheme: 'dark' as const },
]);
const day = Number(process.env.ACCESS_DAY ?? Math.floor(Date.now() / 86_400_000));
const chosen = (place: number) =>
  process.env.ACCESS_ALL ? pairs : pairs.filter((_, at) => at === (day + place) % pairs.length);

test.beforeAll(() => {
  if (test.info().parallelIndex === 0) console.log(`access, day ${day}: ACCESS_DAY=${day} repeats it`);
});

for (const [place, { name, path }] of pages.entries())
  for (const { width, colorScheme } of chosen(place))
    test(`${name} shuts nobody out, ${colorScheme}, ${width} px`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 900 });
      await page.goto(path);
      await wakeFigures(page);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`),
      ).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    });

/** What a finger, or the Tab key, may aim at, with its size and whether the key reaches it. */
async function controlsOf(page: Page, root: string) {
  return page.locator(root).evaluate((figure) => {
    const selector = 'button, input, select, summary, a[href], [role=slider], [tabindex]';
    return [...figure.querySelectorAll<HTMLElement>(selector)]
      .filter((control) => control.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .map((control) => {
        const target = control.closest('label') ?? control;
        const { width, height } = target.getBoundingClientRect();
        const name = control.getAttribute('aria-label') ?? control.textContent ?? control.tagName;
        // In a line of text a target may be as high as the line; a roving toolbar has one stop for all its buttons.
        const isInline = getComputedStyle(control).display === 'inline' || control.closest('[role=toolbar]') !== null;
        return { name: name.trim().slice(0, 40), width, height, isInline, tabIndex: control.tabIndex };
      });
  });
}

for (const name of Object.keys(figures)) {
  test.describe(name, () => {
    test('has targets that a finger hits', async ({ page }) => {
      await page.setViewportSize({ width: 390, height: 844 });
      const figure = await findFigure(page, name);
      const id = await figure.getAttribute('data-figure-id');
      const controls = await controlsOf(page, `[data-figure-id="${id}"]`);
      expect(controls.length).toBeGreaterThan(4);
      const small = controls.filter(({ width, height, isInline }) => !isInline && (width < 24 || height < 24));
      expect(small).toEqual([]);
    });

    test('is reached by the Tab key in all its controls', async ({ page }) => {
      const figure = await findFigure(page, name);
      const id = await figure.getAttribute('data-figure-id');
      const wanted = await figure.evaluate((root) => {
        const all = [
          ...root.querySelectorAll<HTMLElement>('button:not(:disabled), input:not(:disabled), summary'),
        ].filter((control) => control.checkVisibility({ visibilityProperty: true }) && control.tabIndex >= 0);
        all.forEach((control, at) => {
          control.dataset.tried = String(at);
        });
        // The place before the figure, so that Tab comes in from above.
        root.setAttribute('tabindex', '-1');
        (root as HTMLElement).focus({ preventScroll: true });
        return all.length;
      });
      const reached = new Set<string>();
      for (let presses = 0; presses < wanted + 30; presses++) {
        await page.keyboard.press('Tab');
        const at = await page.evaluate((root) => {
          const active = document.activeElement as HTMLElement | null;
          return active?.closest(`[data-figure-id="${root}"]`) ? (active.dataset.tried ?? 'other') : 'outside';
        }, id);
        if (at === 'outside' && presses > 0) break;
        reached.add(at);
      }
      reached.delete('other');
      reached.delete('outside');
      expect(reached.size).toBe(wanted);
    });

    test('stands still for who wants it so', async ({ page }) => {
      await page.emulateMedia({ reducedMotion: 'reduce' });
      const figure = await findFigure(page, name);
      for (const button of (await figure.locator('button[aria-pressed="false"]').all()).slice(0, 3)) {
        if (!(await button.isVisible())) continue;
        await button.click();
        const moving = await page.evaluate(() =>
          document
            .getAnimations()
            .filter(
              ({ playState, effect }) => playState === 'running' && Number(effect?.getComputedTiming().duration) > 1,
            )
            .map(({ effect }) => (effect as KeyframeEffect).target?.outerHTML.slice(0, 80)),
        );
        expect(moving).toEqual([]);
      }
    });

    test('says in forced colours what it says in its own', async ({ page }) => {
      await page.emulateMedia({ forcedColors: 'active' });
      const figure = await findFigure(page, name);
      const id = await figure.getAttribute('data-figure-id');
      expect(await page.evaluate(() => matchMedia('(forced-colors: active)').matches)).toBe(true);
      // Words stay readable: what is written has the system's colours, and those are apart.
      const unreadable = await page.locator(`[data-figure-id="${id}"]`).evaluate((root) => {
        const luminance = (colour: string) => {
          const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map((part) => {
            const share = Number(part) / 255;
            return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
          });
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const ground = luminance(getComputedStyle(document.body).backgroundColor);
        return [...root.querySelectorAll<HTMLElement>('button:not(:disabled), p, span')]
          .filter((part) => part.checkVisibility() && part.textContent?.trim() && part.children.length === 0)
          .filter((part) => {
            const style = getComputedStyle(part);
            const own = style.backgroundColor.startsWith('rgba(0, 0, 0, 0') ? ground : luminance(style.backgroundColor);
            const text = luminance(style.color);
            return (Math.max(own, text) + 0.05) / (Math.min(own, text) + 0.05) < 3;
          })
          .map((part) => part.outerHTML.slice(0, 120));
      });
      expect(unreadable).toEqual([]);
      // A pressed button is told from its neighbours by more than a hue.
      for (const choice of await figure.locator('[role=group]:has(button[aria-pressed="true"])').all()) {
        const looks = await choice.locator('button[aria-pressed]').evaluateAll((buttons) =>
          buttons.map((button) => {
            const { backgroundColor, borderColor, color, fontWeight, outline } = getComputedStyle(button);
            return {
              pressed: button.getAttribute('aria-pressed'),
              look: [backgroundColor, borderColor, color, fontWeight, outline].join(),
            };
          }),
        );
        const pressed = looks.filter(({ pressed: is }) => is === 'true').map(({ look }) => look);
        for (const { look } of looks.filter(({ pressed: is }) => is === 'false')) expect(pressed).not.toContain(look);
      }
    });
  });
}

test('the marks of a figure stand out from its ground, 3 to 1, in both themes', async ({ page }) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto('./');
    const ratios = await page.evaluate(() => {
      const probe = document.createElement('i');
      document.body.append(probe);
      const luminance = (token: string) => {
        probe.style.color = `var(--${token})`;
        const [r = 0, g = 0, b = 0] = (getComputedStyle(probe).color.match(/[\d.]+/g) ?? []).slice(0, 3).map((part) => {
          const share = Number(part) / 255;
          return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const ground = luminance('surface');
      return ['x', 'h', 'c', 'y', 'loss', 'gate', 'w', 'neg', 'ink', 'ink-2', 'ink-3'].map((token) => {
        const mark = luminance(token);
        return [token, (Math.max(ground, mark) + 0.05) / (Math.min(ground, mark) + 0.05)] as const;
      });
    });
    for (const [token, ratio] of ratios) expect(ratio, `${token}, ${colorScheme}`).toBeGreaterThanOrEqual(3);
  }
});
