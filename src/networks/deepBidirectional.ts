import type { Cell } from '../equations/defineCell';
import { renameCell } from '../equations/renameCell';
import { spreadInput } from '../equations/spreadInput';
import { defineNetwork } from './defineNetwork';
import type { Network, Stage } from './Network';

/**
 * Bidirectional layers on top of each other (Graves, Mohamed & Hinton 2013): the first reads x, each other reads both directions of the
 * one below at the same step. Symbols bear layer and direction, `h2F`.
 * @param layers cells that read x and have a state h, from below to above; each runs in both directions, with weights for each
 * @param above what reads the top layer, such as `readout({ h2F: 'H', h2B: 'H' })`
 */
export function deepBidirectional(id: string, layers: readonly Cell[], above?: Cell): Network {
  const stages = layers.flatMap((cell, index): Stage[] => {
    const below = index === 0 ? ['x'] : [`h${index}F`, `h${index}B`];
    const fed = index === 0 ? cell : spreadInput(cell, 'x', Object.fromEntries(below.map((name) => [name, 'H'])));
    const marked = (mark: string): Cell =>
      renameCell(fed, `${cell.id}-${index + 1}${mark}`, (symbol) =>
        below.includes(symbol) ? symbol : `${symbol}${index + 1}${mark}`,
      );
    return [{ cell: marked('F') }, { cell: marked('B'), direction: 'backward' }];
  });
  return defineNetwork(id, [...stages, ...(above === undefined ? [] : [{ cell: above }])]);
}
