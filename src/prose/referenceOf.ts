import type { Reference } from './Reference';
import { references } from './references';

/** The reference with this id. Throws, naming those that exist, if there is none. */
export function referenceOf(id: string): Reference {
  const reference = references[id];
  if (reference === undefined)
    throw new Error(`unknown reference "${id}"; have ${Object.keys(references).sort().join(', ')}`);
  return reference;
}
