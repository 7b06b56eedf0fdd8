import { type RefObject, useEffect } from 'react';
import { litTerm } from './terms';

/** Marks that appear while a symbol is lit light up as well: the page's listener only knows those that were there when it changed. */
export function useKeepLit(root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const symbol = litTerm.get();
    if (symbol === null) return;
    for (const mark of root.current?.querySelectorAll(`[data-term="${CSS.escape(symbol)}"]:not(.is-lit)`) ?? [])
      mark.classList.add('is-lit');
  });
}
