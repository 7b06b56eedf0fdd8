import type { Cell } from './defineCell';
import type { Expression } from './Expression';
import { flatten, type Nested, type Parameters, shapeOfNested } from './Nested';
import { operators } from './operators';
import { resolveShape, ShapeError, type Sizes, sizeOf } from './Shape';

/** The value of every node of a cell at one step, in double precision, flat. */
export type NodeValues = Map<Expression, Float64Array>;

/**
 * Lists a cell's parameters and their shapes for given sizes.
 * @param sizes the numbers behind the letters, `{ X: 65, H: 20 }`, and `Y` for networks with a readout
 * @returns shapes by name: `{ W_xh: [65, 20], W_hh: [20, 20], b_h: [20] }`
 */
export function parameters(cell: Pick<Cell, 'parameters'>, sizes: Sizes): Record<string, number[]> {
  return Object.fromEntries(cell.parameters.map(({ name, shape }) => [name, resolveShape(shape, sizes)]));
}

/**
 * Computes one step in double precision.
 * @param given inputs and previous state by name, plain arrays; a state left out is zero
 * @returns every named quantity at this step, the new state among them
 * @throws ShapeError naming what is missing or of the wrong shape
 */
export function evaluate(
  cell: Cell,
  cellParameters: Parameters,
  given: Readonly<Record<string, readonly number[]>>,
): Record<string, number[]> {
  const bound = bindParameters(cell, cellParameters);
  const values = evaluateNodes(cell, bound, bindGiven(cell, bound.sizes, given));
  return namedValues(cell, values);
}

/** Parameters flattened, with the sizes that they imply. */
export interface BoundParameters {
  readonly sizes: Sizes;
  readonly values: ReadonlyMap<string, Float64Array>;
}

/**
 * Checks parameters against the cell, or a network of cells, and flattens them.
 * @throws ShapeError naming the parameter that is missing or does not fit
 */
export function bindParameters(cell: Pick<Cell, 'id' | 'parameters'>, cellParameters: Parameters): BoundParameters {
  const sizes: Record<string, number> = {};
  for (const { name, shape } of cell.parameters) {
    const found = shapeOfNested(valueOf(cellParameters, name, cell));
    shape.forEach((dimension, axis) => {
      if (typeof dimension === 'string' && !dimension.includes('+')) sizes[dimension] ??= found[axis] ?? 0;
    });
  }
  const values = new Map(
    cell.parameters.map(({ name, shape }) => [name, flatten(name, valueOf(cellParameters, name, cell), shape, sizes)]),
  );
  return { sizes, values };
}

/** Checks inputs and state for one step; missing state is zero. */
export function bindGiven(
  cell: Cell,
  sizes: Sizes,
  given: Readonly<Record<string, readonly number[]>>,
): Record<string, Float64Array> {
  const bound: Record<string, Float64Array> = {};
  for (const node of cell.nodes) {
    if (node.kind !== 'input' && node.kind !== 'state') continue;
    const value = given[node.name];
    if (value !== undefined) bound[node.name] = flatten(node.name, value, node.shape, sizes);
    else if (node.kind === 'state') bound[node.name] = new Float64Array(sizeOf(resolveShape(node.shape, sizes)));
    else
      throw new ShapeError(
        `cell "${cell.id}" needs the input ${node.name}; have ${Object.keys(given).join(', ') || 'none'}`,
      );
  }
  return bound;
}

/**
 * Computes every node of a step from flat inputs and state.
 * @param held nodes that keep the state named, as a masked step's do
 */
export function evaluateNodes(
  cell: Cell,
  { sizes, values: bound }: BoundParameters,
  given: Readonly<Record<string, Float64Array>>,
  held?: ReadonlyMap<Expression, string>,
): NodeValues {
  const values: NodeValues = new Map();
  for (const node of cell.nodes) {
    const old = given[held?.get(node) ?? ''];
    if (old !== undefined) values.set(node, old);
    else if (node.kind !== 'operation') {
      const value = node.kind === 'input' || node.kind === 'state' ? given[node.name] : bound.get(node.name);
      if (value === undefined) throw new ShapeError(`cell "${cell.id}": ${node.name} has no value`);
      values.set(node, value);
    } else {
      values.set(
        node,
        operators[node.operator].value(inputValues(node.inputs, values), {
          attributes: node.attributes,
          inputShapes: inputShapes(cell, node.inputs, sizes),
        }),
      );
    }
  }
  return values;
}

/** The values of an operation's inputs. */
export function inputValues(inputs: readonly Expression[], values: NodeValues): Float64Array[] {
  return inputs.map((input) => values.get(input) ?? new Float64Array());
}

/** The shapes of an operation's inputs, as numbers. */
export function inputShapes(cell: Cell, inputs: readonly Expression[], sizes: Sizes): number[][] {
  return inputs.map((input) => resolveShape(cell.shapes.get(input) ?? [], sizes));
}

/** The named quantities among a step's node values, as plain arrays. */
function namedValues(cell: Cell, values: NodeValues): Record<string, number[]> {
  return Object.fromEntries([...cell.quantities].map(([name, node]) => [name, Array.from(values.get(node) ?? [])]));
}

function valueOf(cellParameters: Parameters, name: string, cell: Pick<Cell, 'id'>): Nested {
  const value = cellParameters[name];
  if (value === undefined) {
    throw new ShapeError(
      `cell "${cell.id}" needs the parameter ${name}; have ${Object.keys(cellParameters).join(', ') || 'none'}`,
    );
  }
  return value;
}
