import type { Cell } from './defineCell';
import { type BoundParameters, inputShapes, inputValues, type NodeValues } from './evaluate';
import type { Expression } from './Expression';
import { nest } from './Nested';
import { operators } from './operators';
import { resolveShape, ShapeError, sizeOf } from './Shape';

/** Gradients of the loss, by name, in the shapes of what they belong to. */
export interface SequenceGradients {
  readonly parameters: Record<string, number[] | number[][]>;
  /** Of the input x, or of the first there is: [T][X]. */
  readonly xs: number[][];
  /** Of every input, by name, each [T][size]. */
  readonly inputs: Record<string, number[][]>;
  readonly initial: Record<string, number[]>;
}

/**
 * Differentiates through a run of a cell in reverse.
 * @param steps the value of every node at every step
 * @param upstream ∂L/∂quantity at each step; a quantity left out counts as zero
 * @param heldAt the nodes that a step holds, with the states that they are: their gradient goes to the state before
 * @throws ShapeError when an upstream gradient has the wrong size
 */
export function differentiateSequence(
  cell: Cell,
  bound: BoundParameters,
  steps: readonly NodeValues[],
  upstream: readonly (Readonly<Record<string, readonly number[]>> | undefined)[],
  heldAt: (t: number) => ReadonlyMap<Expression, string> | undefined,
): SequenceGradients {
  const toParameters = new Map(
    cell.parameters.map((node) => [node as Expression, new Float64Array(bound.values.get(node.name)?.length ?? 0)]),
  );
  const inputs = Object.fromEntries(
    cell.nodes.flatMap((node) => (node.kind === 'input' ? [[node.name, [] as number[][]]] : [])),
  );
  const zeroState = (): Record<string, Float64Array> =>
    Object.fromEntries(
      Object.entries(cell.stateShapes).map(([name, shape]) => [
        name,
        new Float64Array(sizeOf(resolveShape(shape, bound.sizes))),
      ]),
    );
  let toState = zeroState();
  for (let t = steps.length - 1; t >= 0; t--) {
    const values = steps[t] ?? new Map<Expression, Float64Array>();
    const held = heldAt(t);
    const gradients = new Map<Expression, Float64Array>();
    const earlier = zeroState();
    for (const [name, node] of cell.quantities) {
      const outside = upstream[t]?.[name];
      if (outside !== undefined) accumulateNode(gradients, node, checked(name, outside, values.get(node)?.length ?? 0));
      const later = toState[name];
      if (later !== undefined) accumulateNode(gradients, node, later);
    }
    for (const node of [...cell.nodes].reverse()) {
      const gradient = gradients.get(node);
      const heldState = held?.get(node);
      if (gradient === undefined) continue;
      if (heldState !== undefined) {
        accumulate(earlier, heldState, gradient);
      } else if (node.kind === 'operation') {
        const context = { attributes: node.attributes, inputShapes: inputShapes(cell, node.inputs, bound.sizes) };
        const toInputs = operators[node.operator].gradient(
          gradient,
          inputValues(node.inputs, values),
          values.get(node) ?? new Float64Array(),
          context,
        );
        node.inputs.forEach((input, index) => accumulateNode(gradients, input, toInputs[index] ?? new Float64Array()));
      } else if (node.kind === 'state') {
        accumulate(earlier, node.name, gradient);
      } else if (node.kind !== 'input') {
        addInto(toParameters.get(node) ?? new Float64Array(), gradient);
      }
    }
    for (const node of cell.nodes)
      if (node.kind === 'input')
        inputs[node.name]?.unshift(Array.from(gradients.get(node) ?? new Float64Array(values.get(node)?.length ?? 0)));
    toState = earlier;
  }
  return {
    parameters: Object.fromEntries(
      cell.parameters.map((node) => [
        node.name,
        nest(toParameters.get(node) ?? [], resolveShape(node.shape, bound.sizes)),
      ]),
    ),
    xs: inputs.x ?? Object.values(inputs)[0] ?? steps.map(() => []),
    inputs,
    initial: Object.fromEntries(Object.entries(toState).map(([name, value]) => [name, Array.from(value)])),
  };
}

function checked(name: string, gradient: readonly number[], size: number): Float64Array {
  if (gradient.length !== size) throw new ShapeError(`upstream ${name} should be [${size}], is [${gradient.length}]`);
  return Float64Array.from(gradient);
}

function accumulate(into: Record<string, Float64Array>, name: string, gradient: Float64Array): void {
  const target = into[name];
  if (target !== undefined) addInto(target, gradient);
}

function accumulateNode(gradients: Map<Expression, Float64Array>, node: Expression, gradient: Float64Array): void {
  const sum = gradients.get(node);
  if (sum === undefined) gradients.set(node, Float64Array.from(gradient));
  else addInto(sum, gradient);
}

function addInto(target: Float64Array, gradient: Float64Array): void {
  for (let i = 0; i < target.length; i++) target[i] = (target[i] ?? 0) + (gradient[i] ?? 0);
}
