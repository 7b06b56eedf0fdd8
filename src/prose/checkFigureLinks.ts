import { decodeLink } from '../frame/link';
import type { Page } from './PageContext';

/**
 * Tries every `<FigureLink>` of a whole page against the schema of its figure.
 * @throws Error naming the phrases that lead to no figure of the page, or set what it does not have or cannot be
 */
export function checkFigureLinks({ figureLinks, schemas }: Pick<Page, 'figureLinks' | 'schemas'>): void {
  const faults = figureLinks.flatMap(({ figure, link }) => {
    const schema = schemas.get(figure);
    if (schema === undefined)
      return `a phrase sets figure "${figure}", but the page has ${[...schemas.keys()].join(', ') || 'none'}`;
    return decodeLink(schema, link).problems.map((problem) => `the link #${figure}?${link} is wrong: ${problem}`);
  });
  if (faults.length > 0) throw new Error(faults.join('\n'));
}
