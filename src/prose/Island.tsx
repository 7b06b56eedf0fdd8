import { type ReactNode, useEffect } from 'react';

/** One figure's root, the same tree on the server and in the browser; tells the page, by `onReady`, that it has come alive. */
export function Island({
  View,
  props,
  onReady,
}: {
  View: (props: never) => ReactNode;
  props: object;
  onReady?: () => void;
}) {
  useEffect(() => onReady?.(), [onReady]);
  // The one border where baked JSON becomes a view's props: both ends are the same entry of the registry.
  const Figure = View as (props: object) => ReactNode;
  return <Figure {...props} />;
}
