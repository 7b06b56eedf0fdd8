import type { FigureEntry } from '../frame/FigureEntry';
import { restoreDrawn } from './restoreDrawn';

/** Brings each figure to life when the reader comes near it. React and the figures are fetched then, and not before. */
export function hydrateIslands(page: Document): void {
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        observer.unobserve(target);
        void hydrate(target as HTMLElement);
      }
    },
    { rootMargin: '400px' },
  );
  for (const island of page.querySelectorAll('[data-figure]')) observer.observe(island);
}

async function hydrate(island: HTMLElement): Promise<void> {
  const { figure = '', figureId = '', props: address = '' } = island.dataset;
  try {
    // Asked for together with the scripts, not after them.
    const props = fetchText(address);
    // Scripts that cannot be had end this function first; what became of the props is then nobody's business.
    props.catch(() => undefined);
    const [{ figures }, { Island }, { createElement }, { hydrateRoot }] = await Promise.all([
      import('../figures'),
      import('../prose/Island'),
      import('react'),
      import('react-dom/client'),
    ]);
    const entry = (figures as Record<string, FigureEntry | undefined>)[figure];
    if (entry === undefined)
      throw new Error(`unknown figure "${figure}"; have ${Object.keys(figures).sort().join(', ')}`);
    const { View } = await entry.load();
    const onReady = () => {
      island.dataset.live = '';
    };
    hydrateRoot(island, createElement(Island, { View, props: restoreDrawn(await props, island), onReady }), {
      identifierPrefix: `${figureId}-`,
    });
  } catch (error) {
    // The baked picture stays on the page; the reader learns that it will not move, and the console says why.
    island.dataset.live = 'failed';
    island.insertAdjacentElement('afterend', apology());
    reportError(error);
  }
}

/** What was baked for a figure, from the file that lies beside its page. */
async function fetchText(address: string): Promise<string> {
  const root = new URL(document.documentElement.dataset.root ?? './', document.baseURI);
  const response = await fetch(new URL(address, root));
  if (!response.ok) throw new Error(`${address} was answered with ${response.status}`);
  return response.text();
}

function apology(): HTMLElement {
  const note = document.createElement('p');
  note.className = 'figure-failed';
  note.setAttribute('role', 'status');
  note.textContent =
    'This figure could not be brought to life; what you see is its first run. Reload the page to try again.';
  return note;
}
