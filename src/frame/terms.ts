type Listener = () => void;

const listeners = new Set<Listener>();
let current: string | null = null;

/** The symbol that is lit on the page, `W_hh` or null: one store that prose and figures share. */
export const litTerm = {
  get: (): string | null => current,
  set(symbol: string | null): void {
    if (symbol === current) return;
    current = symbol;
    for (const listener of listeners) listener();
  },
  /** Calls back after every change; returns the way to stop. */
  subscribe(listener: Listener): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/**
 * Lights every `[data-term]` that bears the symbol which the reader points at, has focused or has tapped (in that order of precedence).
 * One delegated listener a page. React marks that draw themselves anew subscribe to `litTerm` instead.
 */
export function installTermLinking(page: Document): void {
  let pointed: string | null = null;
  let focused: string | null = null;
  let tapped: string | null = null;
  const update = () => litTerm.set(pointed ?? focused ?? tapped);

  page.addEventListener('pointerover', (event) => {
    if (event.pointerType === 'touch') return;
    pointed = termAt(event.target);
    update();
  });
  page.documentElement.addEventListener('pointerleave', () => {
    pointed = null;
    update();
  });
  page.addEventListener('focusin', (event) => {
    focused = termAt(event.target);
    update();
  });
  page.addEventListener('focusout', () => {
    focused = null;
    update();
  });
  page.addEventListener('click', (event) => {
    // A second tap on a lit symbol puts it out.
    const symbol = termAt(event.target);
    tapped = symbol === tapped ? null : symbol;
    if (tapped === null) focused = null;
    update();
  });
  page.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    pointed = focused = tapped = null;
    update();
  });

  litTerm.subscribe(() => {
    for (const element of page.querySelectorAll<HTMLElement | SVGElement>('[data-term]'))
      element.classList.toggle('is-lit', litTerm.get() !== null && element.dataset.term === litTerm.get());
  });
}

function termAt(target: EventTarget | null): string | null {
  const element = target instanceof Element ? target.closest<HTMLElement | SVGElement>('[data-term]') : null;
  return element?.dataset.term ?? null;
}
