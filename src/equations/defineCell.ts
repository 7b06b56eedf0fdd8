import { type Expression, type Given, inOrder, operation, replaceNodes } from './Expression';
import { operators } from './operators';
import { formatShape, isSameShape, type Shape, ShapeError } from './Shape';

/** A recurrent cell, or a network around one: named equations from this step's input and the last step's state. */
export interface Cell {
  readonly id: string;
  /** Names of what is fed in at each step, `x`. */
  readonly inputs: readonly string[];
  /** Names of what is carried from step to step; each is also a quantity, its new value. */
  readonly state: readonly string[];
  /** Weights and biases, in order of first use. Names are the equation's: `W_xh` [X, H], `b_h` [H]. */
  readonly parameters: readonly Given[];
  /** The left-hand sides, in the order they are printed, with their right-hand sides. */
  readonly quantities: ReadonlyMap<string, Expression>;
  /** Every node once, inputs before their users. */
  readonly nodes: readonly Expression[];
  /** The shape of each node, in letters. */
  readonly shapes: ReadonlyMap<Expression, Shape>;
}

/** Makes the affine map of the quantity `name`: `affine('i', x, h)` is x·W_xi + h·W_hi + b_i. */
export type Affine = (name: string, ...operands: Expression[]) => Expression;

/** What `defineCell` is told. */
interface CellDefinition<State extends string, Input extends string> {
  readonly id: string;
  /** State quantities, each [H]. */
  readonly state: readonly State[];
  /** Inputs and their sizes; `{ x: 'X' }` unless told. */
  readonly inputs?: Readonly<Record<Input, string>>;
  /** Sizes of affine quantities that are not [H]: `{ y: 'Y' }`. */
  readonly sizes?: Readonly<Record<string, string>>;
  equations(
    given: Readonly<Record<State | Input, Expression>> & { affine: Affine },
  ): Readonly<Record<string, Expression>>;
}

/**
 * Defines a cell from its equations, and checks them: every shape, and that each state gets a new value of its own shape.
 * @throws ShapeError naming the cell, the symbols and both shapes
 */
export function defineCell<const State extends string, const Input extends string = 'x'>(
  definition: CellDefinition<State, Input>,
): Cell {
  const { id, state, inputs = { x: 'X' }, sizes = {} } = definition;
  const given: Record<string, Expression> = {};
  for (const [name, size] of Object.entries<string>(inputs as Record<string, string>))
    given[name] = { kind: 'input', name, shape: [size] };
  for (const name of state) given[name] = { kind: 'state', name, shape: ['H'] };

  const affine: Affine = (name, ...operands) => {
    const size = sizes[name] ?? 'H';
    const weights = operands.map((operand): Given => {
      const from = operandName(id, operand);
      return { kind: 'weight', name: `W_${from}${name}`, shape: [operandSize(operand, sizes), size] };
    });
    const bias: Given = { kind: 'bias', name: `b_${name}`, shape: [size] };
    return operation('affine', [...operands, ...weights, bias], { name, operands: operands.length });
  };
  const quantities = definition.equations({ ...(given as Record<State | Input, Expression>), affine });
  return makeCell(id, Object.keys(inputs), state, new Map(Object.entries(quantities)));
}

/**
 * Puts a layer on top of a cell: the layer's inputs that bear the name of one of the cell's quantities are given that quantity, and
 * both sets of equations become one. `stack('tanh-rnn', tanh, readout)` reads x and yields h and y at each step.
 * @throws ShapeError as `defineCell` does, and when both define a quantity of one name
 */
export function stack(id: string, cell: Cell, layer: Cell): Cell {
  const feeds = new Map<Expression, Expression>();
  for (const node of layer.nodes) {
    const quantity = node.kind === 'input' ? cell.quantities.get(node.name) : undefined;
    if (quantity !== undefined) feeds.set(node, quantity);
  }
  const done = new Map<Expression, Expression>();
  const quantities = new Map(cell.quantities);
  for (const [name, expression] of layer.quantities) {
    if (quantities.has(name)) throw new ShapeError(`${id}: both ${cell.id} and ${layer.id} define ${name}`);
    quantities.set(name, replaceNodes(expression, feeds, done));
  }
  const inputs = [...cell.inputs, ...layer.inputs.filter((name) => !cell.quantities.has(name))];
  return makeCell(id, inputs, [...cell.state, ...layer.state], quantities);
}

function makeCell(
  id: string,
  inputs: readonly string[],
  state: readonly string[],
  quantities: ReadonlyMap<string, Expression>,
): Cell {
  const nodes = inOrder(quantities.values());
  const shapes = inferShapes(id, nodes, quantities);
  for (const name of state) {
    const next = quantities.get(name);
    if (next === undefined) throw new ShapeError(`cell "${id}": state ${name} gets no new value`);
    const shape = shapes.get(next) ?? [];
    if (!isSameShape(shape, ['H']))
      throw new ShapeError(`cell "${id}": new state ${name} is ${formatShape(shape)}, the state ${name} is [H]`);
  }
  const parameters = new Map<string, Given>();
  for (const node of nodes) {
    if (node.kind !== 'weight' && node.kind !== 'bias') continue;
    const twin = parameters.get(node.name);
    if (twin !== undefined && twin !== node)
      throw new ShapeError(`cell "${id}": two parameters would be called ${node.name}`);
    parameters.set(node.name, node);
  }
  return { id, inputs, state, parameters: [...parameters.values()], quantities, nodes, shapes };
}

function inferShapes(
  id: string,
  nodes: readonly Expression[],
  quantities: ReadonlyMap<string, Expression>,
): Map<Expression, Shape> {
  const names = new Map<Expression, string>([...quantities].map(([name, node]) => [node, name]));
  const shapes = new Map<Expression, Shape>();
  for (const node of nodes) {
    if (node.kind !== 'operation') {
      shapes.set(node, node.shape);
      continue;
    }
    const inputs = node.inputs.map((input) => ({
      symbol: names.get(input) ?? describe(input),
      shape: shapes.get(input) ?? [],
    }));
    try {
      const operator = operators[node.operator];
      const { arity } = operator;
      if (arity !== 'any' && arity !== inputs.length)
        throw new ShapeError(`${node.operator} takes ${arity} input${arity === 1 ? '' : 's'}, got ${inputs.length}`);
      shapes.set(node, operator.shape(inputs, node.attributes));
    } catch (error) {
      const where = names.get(node);
      if (error instanceof ShapeError)
        throw new ShapeError(`cell "${id}"${where === undefined ? '' : `, equation of ${where}`}: ${error.message}`);
      throw error;
    }
  }
  return shapes;
}

/** A short name for a node that no equation names: its own name, or the operator around its inputs. */
function describe(node: Expression): string {
  if (node.kind !== 'operation') return node.name;
  if (node.operator === 'affine') return `affine ${node.attributes.name}`;
  return `${node.operator}(${node.inputs.map(describe).join(', ')})`;
}

/** The letter a weight bears for its operand: the one given quantity in it, not looking through other affine maps (r ⊙ h is `h`). */
function operandName(id: string, operand: Expression): string {
  const letters = [...outerGivens(operand)];
  if (letters.length === 1) return letters[0]?.name ?? '';
  throw new ShapeError(
    `cell "${id}": the operand ${describe(operand)} has no single letter to name its weight by; it holds ${letters.map(({ name }) => name).join(', ') || 'none'}`,
  );
}

/** The operand's size as a letter, taken before shapes are checked: `affine`'s shape rule checks it afterwards. */
function operandSize(operand: Expression, sizes: Readonly<Record<string, string>>): string | number {
  if (operand.kind !== 'operation') return operand.shape[0] ?? 'H';
  if (operand.operator === 'affine') return sizes[operand.attributes.name ?? ''] ?? 'H';
  try {
    return inferShapes('operand', inOrder([operand]), new Map()).get(operand)?.[0] ?? 'H';
  } catch {
    // Reported with the names of the equations once they are known.
    return 'H';
  }
}

function outerGivens(node: Expression): Set<Given> {
  if (node.kind !== 'operation') return new Set([node]);
  if (node.operator === 'affine') return new Set();
  return new Set(node.inputs.flatMap((input) => [...outerGivens(input)]));
}
