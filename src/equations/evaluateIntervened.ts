import type { Cell } from './defineCell';
import { evaluateSequence } from './evaluateSequence';
import type { Intervention } from './Intervention';
import type { Parameters } from './Nested';
import { planInterventions } from './planInterventions';

/**
 * Runs a cell in double precision over a sequence x, [T][X], from the zero state, with interventions: what tfjs computes in `runNetwork`.
 * @returns every quantity at each step
 * @throws Error naming what an intervention asks for that the cell has not
 */
export function evaluateIntervened(
  cell: Cell,
  parameters: Parameters,
  xs: readonly (readonly number[])[],
  interventions: readonly Intervention[] = [],
): Record<string, number[]>[] {
  const steps: Record<string, number[]>[] = [];
  for (const segment of planInterventions(cell, interventions, xs.length, parameters)) {
    const left = steps.at(-1);
    const initial = left && Object.fromEntries(cell.state.map((name) => [name, left[name] ?? []]));
    const part = xs.slice(segment.from, segment.until);
    steps.push(...evaluateSequence(segment.cell, segment.parameters, part, { ...(initial && { initial }) }).steps);
  }
  return steps;
}
