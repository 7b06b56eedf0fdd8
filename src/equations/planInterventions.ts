import type { Cell } from './defineCell';
import type { Intervention } from './Intervention';
import { type Parameters, shapeOfNested } from './Nested';
import { rewrite } from './rewrite';
import { resolveShape, type Sizes, sizeOf } from './Shape';

/** A stretch of a run in which the same interventions hold, with the program that it runs. */
export interface Segment {
  /** Its steps, 0-based: from the first to the one before `until`. */
  readonly from: number;
  readonly until: number;
  readonly cell: Cell;
  readonly parameters: Parameters;
}

/**
 * Cuts a run at every step where an intervention begins or ends. Each segment starts from the state that the one before it left: what came
 * before an intervention, and the weights and equations after it, are untouched. Without interventions it is one segment of the cell itself.
 * @param steps T, of the whole run; an intervention may begin beyond it, and then never holds
 * @throws Error naming the quantity, unit, weight, term, entry or step that there is not, and what there is
 */
export function planInterventions(
  cell: Cell,
  interventions: readonly Intervention[],
  steps: number,
  parameters: Parameters,
): Segment[] {
  for (const intervention of interventions) requireSense(cell, intervention, parameters);
  const borders = interventions.flatMap(({ from = 0, until = steps }) => [from, until]);
  const starts = [...new Set([0, ...borders])].filter((start) => start < steps).sort((a, b) => a - b);
  return starts.map((from, place) => {
    const active = interventions.filter((each) => (each.from ?? 0) <= from && from < (each.until ?? steps));
    return { from, until: starts[place + 1] ?? steps, ...rewrite(cell, active.map(always), parameters) };
  });
}

/** Refuses what this cell cannot be told, whether or not it would ever hold in this run. */
function requireSense(cell: Cell, intervention: Intervention, parameters: Parameters): void {
  const { from = 0, until } = intervention;
  if (!Number.isInteger(from) || from < 0)
    throw new Error(`an intervention begins at a step, counted from 0, not at ${from}`);
  if (until !== undefined && !(Number.isInteger(until) && until > from))
    throw new Error(`an intervention that begins at step ${from} cannot end before step ${until}`);
  rewrite(cell, [always(intervention)], parameters);
  if (intervention.kind !== 'clamp' && intervention.kind !== 'silence') return;
  const { quantity } = intervention;
  const units = intervention.kind === 'silence' ? [intervention.unit] : (intervention.units ?? []);
  const node =
    cell.quantities.get(quantity) ?? cell.nodes.find((other) => other.kind === 'input' && other.name === quantity);
  const shape = node && cell.shapes.get(node);
  if (shape === undefined) return;
  const size = sizeOf(resolveShape(shape, sizesIn(cell, parameters)));
  for (const unit of units)
    if (!Number.isInteger(unit) || unit < 0 || unit >= size)
      throw new Error(`${quantity} has no unit ${unit} to hold; its units are 0 to ${size - 1}`);
}

/** The numbers that the letters of a cell's shapes stand for, as its parameters have them. */
function sizesIn(cell: Cell, parameters: Parameters): Sizes {
  const sizes: Record<string, number> = {};
  for (const { name, shape } of cell.parameters) {
    const found = shapeOfNested(parameters[name] ?? []);
    shape.forEach((dimension, axis) => {
      if (typeof dimension === 'string') sizes[dimension] ??= found[axis] ?? 0;
    });
  }
  return sizes;
}

/** The same intervention, at every step. */
function always({ from: _from, until: _until, ...intervention }: Intervention): Intervention {
  return intervention;
}
