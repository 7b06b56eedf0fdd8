import { type AffineMakers, affineMakers } from './affineMakers';
import { type Expression, type Given, replaceNodes } from './Expression';
import { makeCell } from './makeCell';
import { type Shape, ShapeError } from './Shape';
import type { Start } from './Start';

/** A recurrent cell, or a network around one: named equations from this step's input and the last step's state. */
export interface Cell {
  readonly id: string;
  /** Names of what is fed in at each step, `x`. */
  readonly inputs: readonly string[];
  /** Names of what is carried from step to step; each is also a quantity, its new value. */
  readonly state: readonly string[];
  /** The shape of each state, [H] in most cells. */
  readonly stateShapes: Readonly<Record<string, Shape>>;
  /** Weights and biases, in order of first use. Names are the equation's: `W_xh` [X, H], `b_h` [H], `p_i` [H]. */
  readonly parameters: readonly Given[];
  /** The left-hand sides, in the order they are printed, with their right-hand sides. */
  readonly quantities: ReadonlyMap<string, Expression>;
  /** Every node once, inputs before their users. */
  readonly nodes: readonly Expression[];
  /** The shape of each node, in letters. */
  readonly shapes: ReadonlyMap<Expression, Shape>;
  /** How parameters start whose start is part of the cell, by name: the identity of an IRNN. The others are training's to choose. */
  readonly initialisation?: Readonly<Record<string, Start>>;
}

/** What `defineCell` is told. */
interface CellDefinition<State extends string, Input extends string> {
  readonly id: string;
  /** State quantities, each [H]; or with their sizes, `{ h: 'H', s: 'S' }`. */
  readonly state: readonly State[] | Readonly<Record<State, string>>;
  /** Inputs and their sizes; `{ x: 'X' }` unless told. */
  readonly inputs?: Readonly<Record<Input, string>>;
  /** Sizes of affine quantities that are not [H]: `{ y: 'Y' }`. A state has its own. */
  readonly sizes?: Readonly<Record<string, string>>;
  readonly initialisation?: Readonly<Record<string, Start>>;
  equations(given: Readonly<Record<State | Input, Expression>> & AffineMakers): Readonly<Record<string, Expression>>;
}

/**
 * Defines a cell from its equations, and checks them: every shape, and that each state gets a new value of its own shape.
 * @throws ShapeError naming the cell, the symbols and both shapes
 */
export function defineCell<const State extends string, const Input extends string = 'x'>(
  definition: CellDefinition<State, Input>,
): Cell {
  const { id, state, inputs = { x: 'X' }, initialisation = {} } = definition;
  const stateSizes = isList(state) ? Object.fromEntries(state.map((name) => [name, 'H'])) : state;
  const given: Record<string, Expression> = {};
  for (const [name, size] of Object.entries<string>(inputs as Record<string, string>))
    given[name] = { kind: 'input', name, shape: [size] };
  for (const [name, size] of Object.entries<string>(stateSizes)) given[name] = { kind: 'state', name, shape: [size] };

  const makers = affineMakers(id, { ...stateSizes, ...definition.sizes });
  const quantities = definition.equations({ ...(given as Record<State | Input, Expression>), ...makers });
  return makeCell({
    id,
    inputs: Object.keys(inputs),
    stateShapes: Object.fromEntries(Object.entries<string>(stateSizes).map(([name, size]) => [name, [size]])),
    quantities: new Map(Object.entries(quantities)),
    initialisation,
  });
}

/**
 * Puts a layer on top of a cell: the layer's inputs that bear the name of one of the cell's quantities are given that quantity, and
 * both sets of equations become one; an input of one name is one input. `stack('tanh-rnn', tanh, readout)` reads x and yields h and y at each step.
 * @throws ShapeError as `defineCell` does, and when both define a quantity of one name
 */
export function stack(id: string, cell: Cell, layer: Cell): Cell {
  const feeds = new Map<Expression, Expression>();
  for (const node of layer.nodes) {
    if (node.kind !== 'input') continue;
    const source =
      cell.quantities.get(node.name) ?? cell.nodes.find((other) => other.kind === 'input' && other.name === node.name);
    if (source !== undefined) feeds.set(node, source);
  }
  const done = new Map<Expression, Expression>();
  const quantities = new Map(cell.quantities);
  for (const [name, expression] of layer.quantities) {
    if (quantities.has(name)) throw new ShapeError(`${id}: both ${cell.id} and ${layer.id} define ${name}`);
    quantities.set(name, replaceNodes(expression, feeds, done));
  }
  return makeCell({
    id,
    inputs: [...new Set([...cell.inputs, ...layer.inputs.filter((name) => !cell.quantities.has(name))])],
    stateShapes: { ...cell.stateShapes, ...layer.stateShapes },
    quantities,
    initialisation: { ...cell.initialisation, ...layer.initialisation },
  });
}

function isList(names: readonly string[] | Readonly<Record<string, string>>): names is readonly string[] {
  return Array.isArray(names);
}
