import { cells } from '../cells';
import type { Cell } from '../equations/defineCell';
import { nextSymbol } from '../networks/nextSymbol';
import { systems } from '.';

/** Every cell, every cell with a readout, and every system's network, by id: what the suites of equations and kernels run over. */
export const programs: Readonly<Record<string, Cell>> = Object.fromEntries(
  [
    ...Object.values(cells),
    ...Object.values(cells).map(nextSymbol),
    ...Object.values(systems).map(({ network }) => network),
  ].map((program) => [program.id, program]),
);
