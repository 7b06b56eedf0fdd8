import type { Cell } from './defineCell';
import {
  type BoundParameters,
  bindGiven,
  bindParameters,
  evaluateNodes,
  inputShapes,
  inputValues,
  type NodeValues,
} from './evaluate';
import type { Expression } from './Expression';
import { flatten, nest, type Parameters } from './Nested';
import { operators } from './operators';
import { resolveShape, ShapeError } from './Shape';
import { scan } from './scan';

/** What a sequence run may be told besides its inputs. */
interface SequenceOptions {
  /** State before the first step, by name, each [H]; zero unless told. */
  readonly initial?: Readonly<Record<string, readonly number[]>>;
  /** [T], 1 or 0: a step with 0 leaves the state as it was, and shows the state it left. */
  readonly mask?: readonly number[];
  /** ∂L/∂quantity at each step, `upstream[t].h` [H]; gradients are computed when it is given. A quantity left out counts as zero. */
  readonly upstream?: readonly (Readonly<Record<string, readonly number[]>> | undefined)[];
}

/** Gradients of the loss, by name, in the shapes of what they belong to. */
interface SequenceGradients {
  readonly parameters: Record<string, number[] | number[][]>;
  /** [T][X] */
  readonly xs: number[][];
  readonly initial: Record<string, number[]>;
}

/** A run in double precision: every quantity at every step, and gradients where they were asked for. */
interface SequenceRun {
  readonly steps: Record<string, number[]>[];
  readonly gradients?: SequenceGradients;
}

/**
 * Runs a cell over a sequence in double precision, and differentiates through it in reverse (backpropagation through time, Werbos 1990).
 * @param xs the inputs x, [T][X]
 * @throws ShapeError naming what is missing or of the wrong shape
 */
export function evaluateSequence(
  cell: Cell,
  cellParameters: Parameters,
  xs: readonly (readonly number[])[],
  options: SequenceOptions = {},
): SequenceRun {
  const { initial = {}, mask, upstream } = options;
  if (mask !== undefined && mask.length !== xs.length)
    throw new ShapeError(`mask should be [T] = [${xs.length}], is [${mask.length}]`);
  if (upstream !== undefined && upstream.length !== xs.length)
    throw new ShapeError(`upstream should be [T] = [${xs.length}], is [${upstream.length}]`);
  for (const step of upstream ?? [])
    for (const name of Object.keys(step ?? {}))
      if (!cell.quantities.has(name))
        throw new ShapeError(
          `cell "${cell.id}" has no quantity ${name} for upstream; has ${[...cell.quantities.keys()].join(', ')}`,
        );
  for (const name of Object.keys(initial))
    if (!cell.state.includes(name))
      throw new ShapeError(
        `cell "${cell.id}" has no state ${name} for initial; has ${cell.state.join(', ') || 'none'}`,
      );
  const bound = bindParameters(cell, cellParameters);
  const isLive = (t: number): boolean => mask === undefined || mask[t] !== 0;

  const nodes: NodeValues[] = [];
  const firstState = Object.fromEntries(
    cell.state.map((name) => {
      const value = initial[name];
      return [name, value ? flatten(name, value, ['H'], bound.sizes) : new Float64Array(bound.sizes.H ?? 0)];
    }),
  );
  const inputs = xs.map((x) => ({ x: bindGiven(cell, bound.sizes, { x }).x ?? new Float64Array() }));
  const steps = scan<Float64Array>(cell, inputs, firstState, (given, t) => {
    const values = evaluateNodes(cell, bound, given);
    nodes.push(values);
    const named = Object.fromEntries(
      [...cell.quantities].map(([name, node]) => [name, values.get(node) ?? new Float64Array()]),
    );
    return isLive(t)
      ? named
      : { ...named, ...Object.fromEntries(cell.state.map((name) => [name, given[name] ?? new Float64Array()])) };
  });
  const plainSteps = steps.map((step) =>
    Object.fromEntries(Object.entries(step).map(([name, value]) => [name, Array.from(value)])),
  );
  if (upstream === undefined) return { steps: plainSteps };
  return { steps: plainSteps, gradients: differentiate(cell, bound, nodes, upstream, isLive) };
}

function differentiate(
  cell: Cell,
  bound: BoundParameters,
  steps: readonly NodeValues[],
  upstream: NonNullable<SequenceOptions['upstream']>,
  isLive: (t: number) => boolean,
): SequenceGradients {
  const toParameters = new Map(
    cell.parameters.map((node) => [node as Expression, new Float64Array(bound.values.get(node.name)?.length ?? 0)]),
  );
  const xs: number[][] = [];
  let toState: Record<string, Float64Array> = Object.fromEntries(
    cell.state.map((name) => [name, new Float64Array(bound.sizes.H ?? 0)]),
  );
  for (let t = steps.length - 1; t >= 0; t--) {
    const values = steps[t] ?? new Map<Expression, Float64Array>();
    const gradients = new Map<Expression, Float64Array>();
    const fromOutside = upstream[t] ?? {};
    const earlier: Record<string, Float64Array> = Object.fromEntries(
      cell.state.map((name) => [name, new Float64Array(bound.sizes.H ?? 0)]),
    );
    for (const [name, node] of cell.quantities) {
      const isState = cell.state.includes(name);
      const outside = checkedUpstream(name, fromOutside[name], values.get(node)?.length ?? 0);
      const total = isState ? sumOf(outside, toState[name]) : outside;
      if (total === undefined) continue;
      // A masked step hands its state on untouched, and so hands the gradient back.
      if (isState && !isLive(t)) accumulate(earlier, name, total);
      else accumulateNode(gradients, node, total);
    }
    for (const node of [...cell.nodes].reverse()) {
      const gradient = gradients.get(node);
      if (gradient === undefined) continue;
      if (node.kind === 'operation') {
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
    const x = cell.nodes.find((node) => node.kind === 'input');
    xs.unshift(Array.from((x && gradients.get(x)) ?? new Float64Array((x && values.get(x)?.length) ?? 0)));
    toState = earlier;
  }
  return {
    parameters: Object.fromEntries(
      cell.parameters.map((node) => [
        node.name,
        nest(toParameters.get(node) ?? [], resolveShape(node.shape, bound.sizes)),
      ]),
    ),
    xs,
    initial: Object.fromEntries(Object.entries(toState).map(([name, value]) => [name, Array.from(value)])),
  };
}

function checkedUpstream(
  name: string,
  gradient: readonly number[] | undefined,
  size: number,
): Float64Array | undefined {
  if (gradient === undefined) return undefined;
  if (gradient.length !== size) throw new ShapeError(`upstream ${name} should be [${size}], is [${gradient.length}]`);
  return Float64Array.from(gradient);
}

function sumOf(left: Float64Array | undefined, right: Float64Array | undefined): Float64Array | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  return left.map((value, i) => value + (right[i] ?? 0));
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
