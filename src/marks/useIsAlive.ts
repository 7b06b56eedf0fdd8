import { useSyncExternalStore } from 'react';

/**
 * Whether a mark is drawn by a page that has come alive. The picture that is baked into a page goes without what only a living one needs,
 * such as unrounded numbers in attributes: it has to be small.
 */
export function useIsAlive(): boolean {
  return useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  );
}
