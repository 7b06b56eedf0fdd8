import type { FigureEntry } from '../frame/FigureEntry';

/** Every figure of the book, by the name that a chapter writes. How each is baked stands in `builds`. */
export const figures = {
  CutTheWire: {
    name: 'CutTheWire',
    title: 'Cut the wire',
    load: async () => ({ View: (await import('./CutTheWire')).CutTheWire }),
  },
  ThreeBoxes: {
    name: 'ThreeBoxes',
    title: 'Three boxes',
    load: async () => ({ View: (await import('./ThreeBoxes')).ThreeBoxes }),
  },
  UnrolledGraph: {
    name: 'UnrolledGraph',
    title: 'Unrolled through time',
    load: async () => ({ View: (await import('./UnrolledGraph')).UnrolledGraph }),
  },
  StateTape: {
    name: 'StateTape',
    title: 'State tape',
    load: async () => ({ View: (await import('./StateTape')).StateTape }),
  },
  NextLetter: {
    name: 'NextLetter',
    title: 'What may come next',
    load: async () => ({ View: (await import('./NextLetter')).NextLetter }),
  },
  DigitReader: {
    name: 'DigitReader',
    title: 'A digit, with time and without',
    load: async () => ({ View: (await import('./DigitReader')).DigitReader }),
  },
  CarryBit: {
    name: 'CarryBit',
    title: 'The carry bit',
    load: async () => ({ View: (await import('./CarryBit')).CarryBit }),
  },
} satisfies Record<string, FigureEntry>;

/** The name of a figure. */
export type FigureName = keyof typeof figures;
