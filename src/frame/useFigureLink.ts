import { useEffect, useRef, useState } from 'react';
import { bringIntoView } from './bringIntoView';
import type { FigureState, FigureStore } from './figureStore';
import { decodeLink, encodeLink, type LinkSchema, linkOf } from './link';

/** How long a figure's state must rest before it is written into the address, ms. */
const rest = 400;

/**
 * Keeps a figure's state in the address: read once the figure is alive, and whenever a link on the page names it; written when the state has come to
 * rest. Returns what in the link could not be read, in words.
 */
export function useFigureLink<Schema extends LinkSchema>(
  id: string,
  schema: Schema,
  store: FigureStore<FigureState<Schema>>,
): readonly string[] {
  const [problems, setProblems] = useState<readonly string[]>([]);
  const written = useRef(encodeLink(schema, store.getInitialState()));
  useEffect(() => {
    // A link that opens the page is a whole state; one that is followed within it changes what it names, and leaves the reader's text alone.
    const read = (from?: FigureState<Schema>) => {
      const link = linkOf(window.location.hash, id);
      if (link === undefined) return;
      const decoded = decodeLink(schema, link, from);
      written.current = encodeLink(schema, decoded.state);
      store.setState({ ...decoded.state, isPlaying: false } as Partial<FigureState<Schema>>);
      setProblems(decoded.problems);
      const figure = document.getElementById(id);
      if (figure !== null) bringIntoView(figure);
    };
    const follow = () => read(store.getState());
    read();
    window.addEventListener('hashchange', follow);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const leave = store.subscribe((state, before) => {
      // What was wrong with a link is of no interest once the reader gives the figure something else.
      const isSame = Object.keys(schema).every((name) => isMove(name) || state[name] === before[name]);
      if (!isSame) setProblems([]);
      clearTimeout(timer);
      timer = setTimeout(() => {
        const link = encodeLink(schema, state);
        if (link === written.current || state.isPlaying) return;
        written.current = link;
        history.replaceState(history.state, '', `#${id}?${link}`);
      }, rest);
    });
    return () => {
      window.removeEventListener('hashchange', follow);
      clearTimeout(timer);
      leave();
    };
  }, [id, schema, store]);
  return problems;
}

/** Whether a setting says only what is looked at: the frame itself may bring it into range. */
function isMove(name: string): boolean {
  return name === 't' || name === 'unit';
}
