import type { Cell } from './defineCell';
import { type Expression, inOrder, replaceNodes } from './Expression';
import type { Intervention } from './Intervention';
import { hold, identity, scale, shift } from './language';
import { makeCell } from './makeCell';
import { type Nested, type Parameters, shapeOfNested } from './Nested';
import { formatShape } from './Shape';
import { strikeParts, strikeTerms } from './strikeTerms';
import { termsOf } from './termsOf';
import { namesOf, rightHandSide } from './toTex';
import { wiresOf } from './wiresOf';

/** A network after interventions: equations and weights like any others, which every reader and every backend obeys. */
export interface Rewritten {
  readonly cell: Cell;
  readonly parameters: Parameters;
}

/** The state that counts the steps of a cell in which something is clamped from a step on. It is 0 before the first step. */
const clockName = 'clock';

/**
 * Rewrites a cell, and the parameters that go with it, by interventions. Terms and wires go first, so that their paths are those of the
 * cell as it was; then values are held, in the order given. A clamp from a step on adds a state to the cell, `clock` [1], which counts the
 * steps and starts at 0 as every state does: windows that carry the state on count on, and a step that is masked out is not counted. Other
 * spans cannot be said in equations; `planInterventions` cuts the run for them.
 * Parameters that no equation asks for any more are left where they are; two quantities that are one value are held together.
 * @throws Error naming the quantity, weight, term or entry that the cell has not, and what it has; or a span that no equation can say
 */
export function rewrite(cell: Cell, interventions: readonly Intervention[], parameters: Parameters = {}): Rewritten {
  for (const { kind, from = 0, until } of interventions)
    if (until !== undefined || (from > 0 && kind !== 'clamp' && kind !== 'silence'))
      throw new Error(`no equation says when a ${kind} begins or ends: planInterventions cuts the run there`);
  let rewritten = strike(cell, interventions);
  for (const intervention of interventions)
    if (intervention.kind === 'cut') rewritten = cut(rewritten, intervention, cell);
  for (const intervention of interventions) {
    if (intervention.kind === 'clamp') rewritten = clamp(rewritten, intervention);
    else if (intervention.kind === 'silence') {
      const { quantity, unit, from } = intervention;
      rewritten = clamp(rewritten, { quantity, value: 0, units: [unit], ...(from !== undefined && { from }) });
    }
  }
  return { cell: rewritten, parameters: editEntries(parameters, interventions) };
}

function strike(cell: Cell, interventions: readonly Intervention[]): Cell {
  const struck = new Map<string, (readonly number[])[]>();
  for (const intervention of interventions) {
    if (intervention.kind !== 'strike') continue;
    const { quantity, term } = intervention;
    const terms = termsOf(cell, quantity);
    if (!terms.some(({ path }) => path.join() === term.join()))
      throw new Error(
        `the equation of ${quantity} in cell "${cell.id}" has no term at ${term.join('.') || 'its root'}; has ${terms.map(({ path }) => path.join('.')).join(', ') || 'none'}`,
      );
    struck.set(quantity, [...(struck.get(quantity) ?? []), term]);
  }
  let rewritten = cell;
  for (const [quantity, paths] of struck) {
    const root = rightHandSide(rewritten, quantity);
    const left = strikeTerms(root, paths);
    if (left === undefined) throw new Error(`nothing would be left of the equation of ${quantity}`);
    rewritten = replace(rewritten, root, left);
  }
  return rewritten;
}

function cut(cell: Cell, { weight }: { readonly weight: string }, before: Cell): Cell {
  const wires = wiresOf(cell);
  const wire = wires.find((other) => other.weight === weight);
  // A wire that was cut already, or went with a term that was struck, is gone as was wished.
  if (wire === undefined && before !== cell && before.parameters.some(({ name }) => name === weight)) return cell;
  if (wire === undefined)
    throw new Error(
      `cell "${cell.id}" has no wire ${weight} to cut; has ${wires.map((other) => other.weight).join(', ') || 'none'}`,
    );
  const left = strikeParts(
    wire.node,
    wire.node.inputs.map((input, place) => (place === wire.place ? undefined : input)),
  );
  return replace(cell, wire.node, left ?? scale(0, wire.node));
}

function clamp(
  cell: Cell,
  { quantity, value, units, from = 0 }: Omit<Intervention & { readonly kind: 'clamp' }, 'kind'>,
): Cell {
  if (!Number.isFinite(value)) throw new Error(`${quantity} cannot be held at ${value}: that is no number`);
  if (from < 0 || !Number.isInteger(from)) throw new Error(`a clamp of ${quantity} begins at a step, not at ${from}`);
  const target =
    cell.quantities.get(quantity) ?? cell.nodes.find((node) => node.kind === 'input' && node.name === quantity);
  // An input that nothing reads any more can be held without a change.
  if (target === undefined && cell.inputs.includes(quantity)) return cell;
  if (target === undefined)
    throw new Error(
      `cell "${cell.id}" has no quantity "${quantity}" to clamp; has ${[...cell.quantities.keys(), ...cell.inputs].join(', ')}`,
    );
  const timed = from > 0 ? withClock(cell) : { cell, clock: undefined };
  const options = { ...(units && { units }), ...(timed.clock && { clock: timed.clock, from }) };
  return replace(timed.cell, target, hold(target, value, options));
}

/** The cell with a clock, if it has none yet. */
function withClock(cell: Cell): { cell: Cell; clock: Expression } {
  const known = cell.nodes.find((node) => node.kind === 'state' && node.name === clockName);
  if (known !== undefined) return { cell, clock: known };
  if (cell.quantities.has(clockName) || cell.inputs.includes(clockName))
    throw new Error(`cell "${cell.id}" has a ${clockName} of its own; a clamp from a step on needs that name`);
  const clock: Expression = { kind: 'state', name: clockName, shape: [1] };
  return {
    clock,
    cell: makeCell({
      ...cell,
      id: rewrittenId(cell),
      stateShapes: { ...cell.stateShapes, [clockName]: [1] },
      quantities: new Map([...cell.quantities, [clockName, shift(clock, 1)]]),
    }),
  };
}

/** The cell with a node exchanged, in every equation that uses it. */
function replace(cell: Cell, node: Expression, by: Expression): Cell {
  const names = namesOf(cell);
  // What was a value of its own stays one, where it is nothing but another now: h = o.
  const isAlias = names.has(node) && (by.kind !== 'operation' || names.has(by));
  const replacements = new Map([[node, isAlias ? identity(by) : by]]);
  const done = new Map<Expression, Expression>();
  const quantities = new Map(
    [...cell.quantities].map(([name, root]) => [name, replaceNodes(root, replacements, done)]),
  );
  const used = new Set(inOrder(quantities.values()).map((given) => (given.kind === 'operation' ? '' : given.name)));
  const initialisation = Object.entries(cell.initialisation ?? {}).filter(([name]) => used.has(name));
  return makeCell({
    ...cell,
    id: rewrittenId(cell),
    quantities,
    initialisation: Object.fromEntries(initialisation),
  });
}

function rewrittenId({ id }: Cell): string {
  return id.endsWith('-rewritten') ? id : `${id}-rewritten`;
}

function editEntries(parameters: Parameters, interventions: readonly Intervention[]): Parameters {
  const edited: Record<string, Nested> = { ...parameters };
  for (const intervention of interventions) {
    if (intervention.kind !== 'edit') continue;
    const { parameter, row, column, value } = intervention;
    const before = edited[parameter];
    if (before === undefined)
      throw new Error(
        `there is no parameter ${parameter} to edit; have ${Object.keys(parameters).join(', ') || 'none'}`,
      );
    const shape = shapeOfNested(before);
    const place = [row, ...(column === undefined ? [] : [column])];
    if (place.length !== shape.length || place.some((at, axis) => !(at >= 0 && at < (shape[axis] ?? 0))))
      throw new Error(`${parameter} ${formatShape(shape)} has no entry ${formatShape(place)}, counted from 0`);
    if (!Number.isFinite(value)) throw new Error(`${parameter} cannot be ${value}: that is no number`);
    edited[parameter] = before.map((line: number | readonly number[], at) => {
      if (at !== row) return line;
      return typeof line === 'number' ? value : line.map((entry, place) => (place === column ? value : entry));
    }) as Nested;
  }
  return edited;
}
