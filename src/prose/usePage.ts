import { useContext } from 'react';
import { type Page, PageContext } from './PageContext';

/** The page under the pen. Throws outside one. */
export function usePage(): Page {
  const page = useContext(PageContext);
  if (page === undefined)
    throw new Error('a prose component was rendered outside a page; it needs <PageContext value={…}>');
  return page;
}
