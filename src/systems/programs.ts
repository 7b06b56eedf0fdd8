import { cells } from '../cells';
import type { Cell } from '../equations/defineCell';
import { bidirectional } from '../networks/bidirectional';
import { nextSymbol } from '../networks/nextSymbol';
import { stacked } from '../networks/stacked';
import { systems } from '.';

/** Networks that hold cells twice, under marked symbols: layers, and both directions of time. */
const layered = stacked('gru-under-lstm', [cells.gru, cells.lstm]);
const directions = bidirectional('both-ways', cells['lstm-peephole'], cells['gru-reset-after']);

/** Every cell, every cell with a readout, layers, and every system's network, by id: what the suites of equations and kernels run over. */
export const programs: Readonly<Record<string, Cell>> = Object.fromEntries(
  [
    ...Object.values(cells),
    ...Object.values(cells).map(nextSymbol),
    nextSymbol(layered),
    ...directions.stages.map(({ cell }) => cell),
    ...Object.values(systems).map(({ network }) => network),
  ].map((program) => [program.id, program]),
);
