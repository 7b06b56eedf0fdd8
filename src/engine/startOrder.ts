import { type Backend, backends } from './Engine';

/** Which backends to try, in order, and whether the reader asked for the first. */
export interface StartOrder {
  readonly backends: readonly Backend[];
  /** The reader asked for the first: no measurement overrules it, and software WebGL is accepted. */
  readonly isForced: boolean;
  /** What to tell a reader whose wish could not be read. */
  readonly warning?: string;
}

/** WASM starts fastest, so it gives the first answer; WebGL is measured against it later. */
const usualOrder: readonly Backend[] = ['wasm', 'cpu'];

/**
 * Reads what the reader asked for: `?backend=` of the page's address, else the choice that was remembered. That backend comes first, and the
 * others stand in if it does not start.
 */
export function startOrder(search: string, remembered?: string | null): StartOrder {
  const asked = new URLSearchParams(search).get('backend');
  const wish = asked ?? remembered ?? undefined;
  if (wish === undefined) return { backends: usualOrder, isForced: false };
  const backend = backends.find((known) => known === wish.toLowerCase());
  if (backend !== undefined)
    return { backends: [backend, ...usualOrder.filter((other) => other !== backend)], isForced: true };
  // What was stored by an older book is no reader's mistake.
  if (asked === null) return { backends: usualOrder, isForced: false };
  return {
    backends: usualOrder,
    isForced: false,
    warning: `unknown backend “${wish.slice(0, 20)}”; have ${backends.join(', ')}`,
  };
}
