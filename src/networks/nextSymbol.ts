import { type Cell, stack } from '../equations/defineCell';
import { readout } from './readout';

/**
 * A network that predicts the next symbol at each step: a cell, and a softmax readout of its hidden state, h; of several layers, the top
 * one's.
 * @throws Error when the cell has no hidden state
 */
export function nextSymbol(cell: Cell): Cell {
  const top = cell.state.filter((name) => /^h\d*$/.test(name)).at(-1);
  const size = cell.stateShapes[top ?? '']?.[0];
  if (top === undefined || typeof size !== 'string')
    throw new Error(`cell "${cell.id}" has no hidden state h to read out; has ${cell.state.join(', ')}`);
  return stack(`${cell.id}-next-symbol`, cell, readout({ [top]: size }));
}
