import { useState } from 'react';
import { useStore } from 'zustand';
import type { SystemId } from '../systems';
import { type PackedRun, type PackedWeights, unpackRun, unpackWeights } from './bakeRun';
import { createFigureStore, type FigureState } from './figureStore';
import { encodeLink, type LinkSchema } from './link';
import { useFigureLink } from './useFigureLink';
import { useFigureRun } from './useFigureRun';

/** What was baked into the page for a figure over a text. */
interface Baked {
  readonly id: string;
  readonly run: PackedRun;
  readonly weights: PackedWeights;
}

/**
 * Everything behind a figure in which a network reads the reader's text: its state, kept in the page's address, the newest run, and the
 * playhead `t` within it.
 * @param makeSchema what the link may carry, with its first values; asked once
 * @param jobOf which network and quantities a state asks for
 */
export function useTextFigure<Schema extends LinkSchema>(
  { id, run: packedRun, weights: packedWeights }: Baked,
  makeSchema: () => Schema,
  jobOf: (state: FigureState<Schema>) => { readonly system: SystemId; readonly quantities: readonly string[] },
) {
  const [schema] = useState(makeSchema);
  const [store] = useState(() => createFigureStore(schema));
  const [baked] = useState(() => unpackRun(packedRun));
  const [bakedWeights] = useState(() => unpackWeights(packedWeights));
  const linkProblems = useFigureLink(id, schema, store);
  const state = useStore(store);
  const figureRun = useFigureRun({ owner: id, baked, bakedWeights, text: state.text, ...jobOf(state) });
  const { steps } = figureRun.run.trace;
  return {
    store,
    state,
    figureRun,
    linkProblems,
    link: () => encodeLink(schema, store.getState()),
    t: Math.min(Math.max(state.t, Math.min(1, steps)), steps),
  };
}
