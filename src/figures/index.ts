import type { FigureEntry } from '../frame/FigureEntry';
import { bakeStateTape } from './stateTapeProps';
import { bakeUnrolledGraph } from './unrolledGraphProps';

/** Every figure of the book, by the name that a chapter writes. */
export const figures: Record<string, FigureEntry> = {
  UnrolledGraph: {
    name: 'UnrolledGraph',
    title: 'Unrolled through time',
    bake: bakeUnrolledGraph,
    load: async () => ({ View: (await import('./UnrolledGraph')).UnrolledGraph }),
  },
  StateTape: {
    name: 'StateTape',
    title: 'State tape',
    bake: bakeStateTape,
    load: async () => ({ View: (await import('./StateTape')).StateTape }),
  },
};
