import { type Cell, stack } from '../equations/defineCell';
import { readout } from './readout';

/** A network that predicts the next symbol at each step: a cell, and a softmax readout of its hidden state. */
export function nextSymbol(cell: Cell): Cell {
  return stack(`${cell.id}-next-symbol`, cell, readout);
}
