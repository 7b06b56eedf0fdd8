import type { Cell } from '../equations/defineCell';
import { formatShape, isSameShape, type Shape, ShapeError } from '../equations/Shape';
import type { Network, Stage } from './Network';

/**
 * Joins stages to a network, and checks that they fit: names are told apart, what is handed on has the shape that is wanted.
 * @throws ShapeError naming the network, the symbols and both shapes
 */
export function defineNetwork(id: string, stages: readonly Stage[]): Network {
  const inputs = new Set<string>();
  const quantities = new Map<string, { readonly shape: Shape; readonly cell: Cell; readonly over: string }>();
  const parameters = new Map<string, Cell['parameters'][number]>();
  const fits = (what: string, wanted: Shape, given: Shape): void => {
    if (!isSameShape(wanted, given))
      throw new ShapeError(`${id}: ${what} should be ${formatShape(wanted)}, is ${formatShape(given)}`);
  };
  for (const { cell, over = 'x', startsFrom = {} } of stages) {
    for (const node of cell.nodes) {
      if (node.kind !== 'input') continue;
      const source = quantities.get(node.name);
      if (source === undefined) inputs.add(node.name);
      else if (source.over !== over)
        throw new ShapeError(`${id}: ${node.name} runs over ${source.over}, ${cell.id} reads it over ${over}`);
      else fits(`${node.name} for ${cell.id}`, node.shape, source.shape);
    }
    for (const [state, from] of Object.entries(startsFrom)) {
      const wanted = cell.stateShapes[state];
      const source = quantities.get(from)?.cell.stateShapes[from];
      if (wanted === undefined) throw new ShapeError(`${id}: ${cell.id} has no state ${state} to start`);
      if (source === undefined) throw new ShapeError(`${id}: ${state} cannot start from ${from}: no earlier state`);
      fits(`${from}, where ${state} starts,`, wanted, source);
    }
    for (const [name, node] of cell.quantities) {
      if (quantities.has(name)) throw new ShapeError(`${id}: two stages define ${name}`);
      if (inputs.has(name)) throw new ShapeError(`${id}: ${cell.id} defines ${name}, which is an input`);
      quantities.set(name, { shape: cell.shapes.get(node) ?? [], cell, over });
    }
    for (const parameter of cell.parameters) {
      if (parameters.has(parameter.name)) throw new ShapeError(`${id}: two stages have a ${parameter.name}`);
      parameters.set(parameter.name, parameter);
    }
  }
  for (const { cell, over = 'x' } of stages)
    if (!inputs.has(over))
      throw new ShapeError(`${id}: ${cell.id} runs over ${over}, which is no input; has ${[...inputs].join(', ')}`);
  return {
    id,
    stages: stages.map(({ cell, direction = 'forward', over = 'x', startsFrom = {} }) => ({
      cell,
      direction,
      over,
      startsFrom,
    })),
    inputs: [...inputs],
    parameters: [...parameters.values()],
    initialisation: Object.assign({}, ...stages.map(({ cell }) => cell.initialisation)) as Network['initialisation'],
  };
}
