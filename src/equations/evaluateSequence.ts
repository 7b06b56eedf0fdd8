import type { Cell } from './defineCell';
import { differentiateSequence, type SequenceGradients } from './differentiateSequence';
import { type BoundParameters, bindGiven, bindParameters, evaluateNodes, type NodeValues } from './evaluate';
import { flatten, type Parameters } from './Nested';
import { heldNodes } from './heldNodes';
import { resolveShape, ShapeError, sizeOf } from './Shape';
import { scan } from './scan';

/** What a sequence run may be told besides its inputs. */
export interface SequenceOptions {
  /** State before the first step, by name, each [H]; zero unless told. */
  readonly initial?: Readonly<Record<string, readonly number[]>>;
  /**
   * [T], 1 or 0. At a step with 0 the new state is the old one, for all that reads it: the step shows the state that it left, and a readout
   * reads that. The padding after a short sequence so leaves its last state, and its last prediction, as they were.
   */
  readonly mask?: readonly number[];
  /** ∂L/∂quantity at each step, `upstream[t].h` [H]; gradients are computed when it is given. A quantity left out counts as zero. */
  readonly upstream?: readonly (Readonly<Record<string, readonly number[]>> | undefined)[];
}

/** A sequence of inputs x, [T][X]; or of several, by name, `{ x: [T][X], s: [T][S] }`. */
export type SequenceInputs = readonly (readonly number[])[] | Readonly<Record<string, readonly (readonly number[])[]>>;

/** A run in double precision: every quantity at every step, and gradients where they were asked for. */
export interface SequenceRun {
  readonly steps: Record<string, number[]>[];
  readonly gradients?: SequenceGradients;
}

/**
 * Runs a cell over a sequence in double precision, and differentiates through it in reverse (backpropagation through time, Werbos 1990).
 * @throws ShapeError naming what is missing or of the wrong shape
 */
export function evaluateSequence(
  cell: Cell,
  cellParameters: Parameters,
  xs: SequenceInputs,
  options: SequenceOptions = {},
): SequenceRun {
  return evaluateBound(cell, bindParameters(cell, cellParameters), xs, options);
}

/** The same with parameters that were bound before, to this cell or to a network that holds it. */
export function evaluateBound(
  cell: Cell,
  bound: BoundParameters,
  xs: SequenceInputs,
  { initial = {}, mask, upstream }: SequenceOptions,
): SequenceRun {
  const sequences: Readonly<Record<string, readonly (readonly number[])[]>> = isOne(xs) ? { x: xs } : xs;
  const length = lengthOf(cell, sequences);
  if (mask !== undefined && mask.length !== length)
    throw new ShapeError(`mask should be [T] = [${length}], is [${mask.length}]`);
  if (upstream !== undefined && upstream.length !== length)
    throw new ShapeError(`upstream should be [T] = [${length}], is [${upstream.length}]`);
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
  const held = mask === undefined ? new Map<never, never>() : heldNodes(cell);
  const isLive = (t: number): boolean => mask === undefined || mask[t] !== 0;

  const nodes: NodeValues[] = [];
  const firstState = Object.fromEntries(
    Object.entries(cell.stateShapes).map(([name, shape]) => {
      const value = initial[name];
      const zero = new Float64Array(sizeOf(resolveShape(shape, bound.sizes)));
      return [name, value === undefined ? zero : flatten(name, value, shape, bound.sizes)];
    }),
  );
  const inputs = Array.from({ length }, (_, t) => {
    const given = Object.fromEntries(Object.entries(sequences).map(([name, values]) => [name, values[t] ?? []]));
    const flat = bindGiven(cell, bound.sizes, given);
    return Object.fromEntries(cell.inputs.flatMap((name) => (flat[name] === undefined ? [] : [[name, flat[name]]])));
  });
  const steps = scan<Float64Array>(cell, inputs, firstState, (given, t) => {
    const values = evaluateNodes(cell, bound, given, isLive(t) ? undefined : held);
    nodes.push(values);
    return Object.fromEntries(
      [...cell.quantities].map(([name, node]) => [name, values.get(node) ?? new Float64Array()]),
    );
  });
  const plainSteps = steps.map((step) =>
    Object.fromEntries(Object.entries(step).map(([name, value]) => [name, Array.from(value)])),
  );
  if (upstream === undefined) return { steps: plainSteps };
  const gradients = differentiateSequence(cell, bound, nodes, upstream, (t) => (isLive(t) ? undefined : held));
  return { steps: plainSteps, gradients };
}

function isOne(xs: SequenceInputs): xs is readonly (readonly number[])[] {
  return Array.isArray(xs);
}

function lengthOf(cell: Cell, sequences: Readonly<Record<string, readonly (readonly number[])[]>>): number {
  const lengths = Object.entries(sequences).map(([name, values]): [string, number] => [name, values.length]);
  const [first] = lengths;
  for (const [name, length] of lengths)
    if (first !== undefined && length !== first[1])
      throw new ShapeError(`cell "${cell.id}": ${name} has ${length} steps, ${first[0]} has ${first[1]}`);
  return first?.[1] ?? 0;
}
