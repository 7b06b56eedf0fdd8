import type { ReactNode } from 'react';
import { quantityOf } from '../base/quantities';

/**
 * A quantity named in the prose: pointing at it, focusing or pressing it lights that quantity everywhere on the page. `of` is its symbol,
 * `W_hh`. A formula alone cannot name a button, so there `spoken` does, or else the quantity's own name.
 */
export function Term({ of, spoken, children }: { of: string; spoken?: string; children: ReactNode }) {
  const isPlain = typeof children === 'string' && spoken === undefined;
  return (
    <button type="button" className="term" data-term={of}>
      {!isPlain && <span className="visually-hidden">{spoken ?? quantityOf(of).name} </span>}
      {children}
    </button>
  );
}
