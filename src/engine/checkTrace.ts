import type { Cell } from '../equations/defineCell';
import { type BoundParameters, bindGiven, bindParameters, evaluateNodes } from '../equations/evaluate';
import { planInterventions } from '../equations/planInterventions';
import { resolveShape, type Sizes, sizeOf } from '../equations/Shape';
import type { System } from '../systems/System';
import { nestWeights } from '../traces/nestWeights';
import { inputRows, type SequenceInput } from '../traces/SequenceInput';
import { sizesOf } from '../traces/sizesOf';
import { inputOf, type Trace, vectorAt } from '../traces/Trace';
import type { Weights } from '../traces/Weights';
import type { CheckResult } from './Engine';

/** The program of a step, its weights flattened. */
interface BoundProgram {
  readonly cell: Cell;
  readonly bound: BoundParameters;
}

/**
 * Recomputes a step of a Trace in double precision from the Trace's own previous state, or all of them and, beside it, a whole run of its
 * own, each step by the program that the Trace's interventions make of it. `undefined` when the job was cancelled.
 * @param weights those that the Trace was run on
 * @param scope the step, 0-based, or the whole run
 * @param pause lets messages in; answers whether the job is still wanted
 * @throws Error when the Trace lacks a state, or the step is not in it
 */
export async function checkTrace(
  { network, sizes: ownSizes }: Pick<System, 'network' | 'sizes'>,
  weights: Weights,
  trace: Trace,
  scope: number | 'run',
  pause: () => Promise<boolean>,
): Promise<CheckResult | undefined> {
  if (scope !== 'run' && !(scope >= 0 && scope < trace.steps))
    throw new Error(`there is no step ${scope + 1} to check; the run has ${trace.steps}`);
  const steps = scope === 'run' ? Array.from({ length: trace.steps }, (_, t) => t) : [scope];
  const sizes = sizesOf(network, weights, ownSizes);
  const programs = planInterventions(network, trace.interventions ?? [], trace.steps, nestWeights(weights)).map(
    ({ until, cell, parameters }) => ({ until, cell, bound: { ...bindParameters(cell, parameters), sizes } }),
  );
  const input = inputOf(trace);

  let worst = { largest: 0, quantity: [...network.quantities.keys()][0] ?? '', step: steps[0] ?? 0 };
  let drift = 0;
  let ownState: Record<string, Float64Array> = {};
  let began = performance.now();
  for (const t of steps) {
    const program = programs.find(({ until }) => t < until);
    if (program === undefined) throw new Error(`there is no program for step ${t + 1}`);
    const shownState = Object.fromEntries(
      network.state.map((name) => [name, Float64Array.from(shownOrZero(trace, name, t - 1, network, sizes))]),
    );
    const step = evaluateStep(program, input, t, shownState);
    for (const name of Object.keys(trace.quantities)) {
      const difference = largestDifference(step[name], vectorAt(trace, name, t));
      if (difference > worst.largest) worst = { largest: difference, quantity: name, step: t };
    }
    if (scope === 'run') {
      const own = evaluateStep(program, input, t, ownState);
      for (const name of Object.keys(trace.quantities))
        drift = Math.max(drift, largestDifference(own[name], vectorAt(trace, name, t)));
      ownState = Object.fromEntries(network.state.map((name) => [name, own[name] ?? new Float64Array()]));
    }
    if (performance.now() - began > 40) {
      if (!(await pause())) return undefined;
      began = performance.now();
    }
  }
  return { scope, ...worst, ...(scope === 'run' ? { drift } : {}) };
}

function evaluateStep(
  { cell, bound }: BoundProgram,
  input: SequenceInput,
  t: number,
  state: Readonly<Record<string, Float64Array>>,
): Record<string, Float64Array> {
  const given = bindGiven(cell, bound.sizes, {
    ...Object.fromEntries(Object.entries(state).map(([name, value]) => [name, Array.from(value)])),
    x: Array.from(inputRows(input, bound.sizes.X ?? 0, t, t + 1)),
  });
  const values = evaluateNodes(cell, bound, given);
  return Object.fromEntries([...cell.quantities].map(([name, node]) => [name, values.get(node) ?? new Float64Array()]));
}

function shownOrZero(trace: Trace, name: string, t: number, network: Cell, sizes: Sizes): ArrayLike<number> {
  if (trace.quantities[name] === undefined) throw new Error(`the run holds no ${name}, which a check must start from`);
  return t < 0
    ? new Float64Array(sizeOf(resolveShape(network.stateShapes[name] ?? [], sizes)))
    : vectorAt(trace, name, t);
}

/** In units of the quantity's largest value where that is above one: float32 has some seven digits, wherever its point stands. */
function largestDifference(exact: Float64Array = new Float64Array(), shown: ArrayLike<number>): number {
  const scale = exact.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1);
  return exact.reduce(
    (largest, value, index) => Math.max(largest, Math.abs(value - (shown[index] ?? Number.NaN)) / scale),
    0,
  );
}
