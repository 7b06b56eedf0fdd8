import type { Cell } from '../equations/defineCell';
import { resolveShape, type Sizes } from '../equations/Shape';
import { CheckpointError } from './safetensors';
import type { Weights } from './Weights';

/**
 * Lets weights pass only if a network can run on them: every parameter there, of its own shape, and none that it does not know.
 * @throws CheckpointError naming the weight, the shape expected and the one that came
 */
export function requireFit(weights: Weights, network: Pick<Cell, 'id' | 'parameters'>, sizes: Sizes): void {
  for (const { name, shape } of network.parameters) {
    const expected = resolveShape(shape, sizes);
    const found = Object.hasOwn(weights, name) ? weights[name] : undefined;
    if (found === undefined)
      throw new CheckpointError(`${network.id} needs ${name} [${expected.join(', ')}]; the file has none`);
    if (found.shape.length !== expected.length || found.shape.some((dimension, axis) => dimension !== expected[axis]))
      throw new CheckpointError(
        `${network.id} needs ${name} [${expected.join(', ')}]; the file has [${found.shape.join(', ')}]`,
      );
  }
  const known = new Set(network.parameters.map(({ name }) => name));
  const stranger = Object.keys(weights).find((name) => !known.has(name));
  if (stranger !== undefined) throw new CheckpointError(`the file holds ${stranger}, which ${network.id} has not`);
}
