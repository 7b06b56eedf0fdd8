import type { Cell } from '../equations/defineCell';
import type { Sizes } from '../equations/Shape';
import type { Weights } from './Weights';

/**
 * The sizes that weights bring with them, so that a network of another width than its system's runs too. What comes in and goes out stays
 * the system's: X and Y are its task.
 */
export function sizesOf(network: Pick<Cell, 'parameters'>, weights: Weights, { X, Y, ...others }: Sizes): Sizes {
  const found: Record<string, number> = {};
  for (const { name, shape } of network.parameters)
    shape.forEach((dimension, axis) => {
      const size = Object.hasOwn(weights, name) ? weights[name]?.shape[axis] : undefined;
      if (typeof dimension === 'string' && size !== undefined) found[dimension] ??= size;
    });
  return { ...others, ...found, ...(X === undefined ? {} : { X }), ...(Y === undefined ? {} : { Y }) };
}
