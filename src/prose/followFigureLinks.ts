import { bringIntoView } from '../frame/bringIntoView';

/** How long the mark on what a phrase has changed is seen, ms; the style sheet's animation lasts as long. */
const markTime = 2400;

/**
 * Follows the phrases that set figures: the address changes as with any link, and the figure reads it there; this brings the figure into view and marks
 * the parts that show the settings which the phrase named, or the whole figure where none says so (`data-field="t view"`).
 */
export function followFigureLinks(page: Document): void {
  page.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link =
      event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-figure-link]') : null;
    const figure = link && page.getElementById(link.hash.slice(1).replace(/\?.*/s, ''));
    if (link == null || figure == null) return;
    // The address may say it already, of a figure that has moved on since: then no browser tells of a change.
    if (link.hash === page.location.hash) window.dispatchEvent(new HashChangeEvent('hashchange'));
    bringIntoView(figure);
    whenAlive(figure, () => mark(figure, (link.dataset.figureLink ?? '').split(' ')));
  });
}

/** Calls back once the figure is alive and has had two frames to show what it was told. */
function whenAlive(figure: Element, act: () => void): void {
  const island = figure.querySelector<HTMLElement>('[data-figure]');
  const soon = () => requestAnimationFrame(() => requestAnimationFrame(act));
  if (island === null || island.dataset.live !== undefined) return void soon();
  const observer = new MutationObserver(() => {
    observer.disconnect();
    soon();
  });
  observer.observe(island, { attributeFilter: ['data-live'] });
}

function mark(figure: Element, names: readonly string[]): void {
  for (const marked of figure.querySelectorAll('[data-marked]')) marked.removeAttribute('data-marked');
  const parts = names.flatMap((name) => [...figure.querySelectorAll(`[data-field~="${CSS.escape(name)}"]`)]);
  for (const part of parts.length > 0 ? parts : [figure]) {
    part.setAttribute('data-marked', '');
    setTimeout(() => part.removeAttribute('data-marked'), markTime);
  }
}
