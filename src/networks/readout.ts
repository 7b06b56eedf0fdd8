import { type Cell, defineCell } from '../equations/defineCell';
import { softmax } from '../equations/language';

/**
 * What is read off hidden states: y, a probability for each of Y classes, from all of them.
 * @param states their symbols and sizes, `{ hF: 'H', hB: 'H' }`
 */
export function readout(states: Readonly<Record<string, string>>): Cell {
  return defineCell({
    id: 'readout',
    state: [],
    inputs: states,
    sizes: { y: 'Y' },
    equations: ({ affine, ...given }) => ({
      y: softmax(affine('y', ...Object.keys(states).flatMap((name) => given[name] ?? []))),
    }),
  });
}
