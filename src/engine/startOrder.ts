import type { Backend } from './Engine';

/** Which backends to try, in order, and whether the reader asked for the first. */
export interface StartOrder {
  readonly backends: readonly Backend[];
  readonly isForced: boolean;
  /** What to tell a reader whose wish could not be read. */
  readonly warning?: string;
}

const usualOrder: readonly Backend[] = ['webgl', 'wasm', 'cpu'];

/** Reads `?backend=` of the page's address: the backend asked for comes first, and the others stand in if it does not start. */
export function startOrder(search: string): StartOrder {
  const asked = new URLSearchParams(search).get('backend');
  if (asked === null) return { backends: usualOrder, isForced: false };
  const backend = usualOrder.find((known) => known === asked.toLowerCase());
  if (backend === undefined) {
    return {
      backends: usualOrder,
      isForced: false,
      warning: `unknown backend “${asked.slice(0, 20)}”; have ${usualOrder.join(', ')}`,
    };
  }
  return { backends: [backend, ...usualOrder.filter((other) => other !== backend)], isForced: true };
}
