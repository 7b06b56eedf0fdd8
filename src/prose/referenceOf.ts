import { bibliography } from './bibliography';
import type { Reference } from './Reference';

/** The reference with this id. Throws, naming those that are like it, if there is none. */
export function referenceOf(id: string): Reference {
  const reference = bibliography.get(id);
  if (reference !== undefined) return reference;
  const [start = ''] = id.split('-');
  const alike = [...bibliography.keys()].filter((known) => known.includes(start));
  throw new Error(
    `unknown reference "${id}"; the bibliography has ${alike.length > 0 ? alike.sort().join(', ') : 'nothing like it'}`,
  );
}
