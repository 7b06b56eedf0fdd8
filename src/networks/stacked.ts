import { type Cell, stack } from '../equations/defineCell';
import { renameCell } from '../equations/renameCell';

/**
 * Layers of recurrence (Graves, Mohamed & Hinton 2013): the first reads x, each other reads the hidden state below it at the same step.
 * Symbols bear their layer, `h1`, `c2`, and parameters with them: `W_xi1` is from the input to the first layer's i, `W_h1i2` from there to
 * the second's. One cell still, with all layers' states.
 * @param layers cells that read x and have a state h, from below to above
 * @param sizes the letters of their sizes; all have H units unless told
 */
export function stacked(id: string, layers: readonly Cell[], sizes: readonly string[] = layers.map(() => 'H')): Cell {
  const renamed = layers.map((cell, index) =>
    renameCell(
      cell,
      `${id}-${index + 1}`,
      (symbol) => (symbol === 'x' ? (index === 0 ? 'x' : `h${index}`) : `${symbol}${index + 1}`),
      { X: index === 0 ? 'X' : (sizes[index - 1] ?? 'H'), H: sizes[index] ?? 'H' },
    ),
  );
  const [first, ...above] = renamed;
  if (first === undefined) throw new Error(`${id} has no layers`);
  return above.reduce((below, layer) => stack(id, below, layer), { ...first, id });
}
