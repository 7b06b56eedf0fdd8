import type { FigureBuild } from '../frame/FigureEntry';
import type { FigureName } from '.';
import { bakeCarryBit } from './bakeCarryBit';
import { type CarryBitProps, carryBitSchema } from './carryBitProps';
import { bakeNextLetter, type NextLetterProps, nextLetterSchema } from './nextLetterProps';
import { bakeDigitReader, type DigitReaderProps, digitSchema } from './digitReaderProps';
import { bakeStateTape, type StateTapeProps, tapeSchema } from './stateTapeProps';
import { bakeCutTheWire, type CutTheWireProps, cutTheWireSchema } from './cutTheWireProps';
import { bakeThreeBoxes, type ThreeBoxesProps, threeBoxesSchema } from './threeBoxesProps';
import { bakeUnrolledGraph, type UnrolledGraphProps, unrolledSchema } from './unrolledGraphProps';

/** How every figure is baked, and what its link may carry. Build time only: a page that imported it would fetch all of it. */
export const builds: Readonly<Record<FigureName, FigureBuild>> = {
  CutTheWire: {
    bake: bakeCutTheWire,
    schemaOf: ({ start }: CutTheWireProps) => cutTheWireSchema(start),
    examples: [{ cut: 4 }],
  },
  ThreeBoxes: {
    bake: bakeThreeBoxes,
    schemaOf: ({ start }: ThreeBoxesProps) => threeBoxesSchema(start),
    examples: [{ stage: 'time' }, { stage: 'memory' }],
  },
  UnrolledGraph: {
    bake: bakeUnrolledGraph,
    schemaOf: ({ start }: UnrolledGraphProps) => unrolledSchema(start),
    examples: [{ view: 'folded' }, { equations: 'misprint', full: true, open: true }],
  },
  StateTape: {
    bake: bakeStateTape,
    schemaOf: ({ start }: StateTapeProps) => tapeSchema(start),
    examples: [{ network: 'lstm', text: 'hello', order: 'index' }],
  },
  NextLetter: {
    bake: bakeNextLetter,
    schemaOf: ({ start }: NextLetterProps) => nextLetterSchema(start),
    examples: [{ network: 'lstm', text: 'ROMEO', temperature: 0.5, futures: '48' }],
  },
  DigitReader: {
    bake: bakeDigitReader,
    schemaOf: ({ start }: DigitReaderProps) => digitSchema(start),
    examples: [
      { digit: 5, shuffle: true, t: 14 },
      { digit: 8, glance: 12 },
    ],
  },
  CarryBit: {
    bake: bakeCarryBit,
    schemaOf: ({ start }: CarryBitProps) => carryBitSchema(start),
    examples: [{ a: 4095, b: 1, t: 12 }],
  },
};
