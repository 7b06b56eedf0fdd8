import type { Cell } from '../equations/defineCell';
import { renameCell } from '../equations/renameCell';
import { defineNetwork } from './defineNetwork';
import type { Network } from './Network';

/**
 * A bidirectional network (Schuster & Paliwal 1997): one cell reads x forward in time and another backward, and what is put on top reads
 * both at each step. Symbols bear their direction, `hF` and `hB`, typeset with arrows; parameters with them, `W_xhF`.
 * @param above what reads both, such as `readout({ hF: 'H', hB: 'H' })`
 */
export function bidirectional(id: string, forward: Cell, backward: Cell, above?: Cell): Network {
  const marked = (cell: Cell, mark: string): Cell =>
    renameCell(cell, `${cell.id}-${mark}`, (symbol) => (symbol === 'x' ? 'x' : symbol + mark));
  return defineNetwork(id, [
    { cell: marked(forward, 'F') },
    { cell: marked(backward, 'B'), direction: 'backward' },
    ...(above === undefined ? [] : [{ cell: above }]),
  ]);
}
