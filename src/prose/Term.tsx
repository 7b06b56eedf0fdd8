import type { ReactNode } from 'react';

/** A quantity named in the prose: pointing at it, focusing or pressing it lights that quantity everywhere on the page. `of` is its symbol, `W_hh`. */
export function Term({ of, children }: { of: string; children: ReactNode }) {
  return (
    <button type="button" className="term" data-term={of}>
      {children}
    </button>
  );
}
