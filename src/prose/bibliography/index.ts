import type { Reference } from '../Reference';
import added from './added.json';
import listed from './listed.json';

/** Every work that the book knows, by id: those that the lists of the field point at, and those that its own chapters add. */
export const bibliography: ReadonlyMap<string, Reference> = new Map(
  ([...listed, ...added] as readonly Reference[]).map((reference) => [reference.id, reference]),
);
