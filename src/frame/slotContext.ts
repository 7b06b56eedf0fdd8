import type { Slot, SlotContext } from '../equations/unitEquation';
import { slotValues } from '../equations/unitEquation';
import { systems } from '../systems';
import { vectorAt } from '../traces/Trace';
import type { Weights } from '../traces/Weights';
import { holdOf, weightsInForce } from './changes';
import type { Run } from './Run';

/**
 * What the slots of a unit's equation read at step t (from 1) of a run; undefined before the first step.
 * @param untouched the run's weights; what was changed in them is changed here
 */
export function slotContext(run: Run, untouched: Weights, t: number): SlotContext | undefined {
  const { trace } = run;
  if (t < 1 || t > trace.steps) return undefined;
  const weights = weightsInForce(untouched, trace.interventions ?? [], t - 1);
  return {
    vector(name, when) {
      if (name === 'x') return inputAt(run, t - 1);
      return vectorAt(trace, name, when === 'now' ? t - 1 : t - 2);
    },
    weight(name) {
      const found = weights[name];
      if (found === undefined)
        throw new Error(`the weights ${name} have not arrived; have ${Object.keys(weights).join(', ')}`);
      return found;
    },
  };
}

/** What went in at step t (0-based), [X]. */
function inputAt({ input, trace, system }: Run, t: number): Float32Array {
  const size =
    input.kind === 'vectors' ? input.values.length / Math.max(1, input.steps) : (systems[system].sizes.X ?? 0);
  const given =
    input.kind === 'vectors'
      ? input.values.slice(t * size, (t + 1) * size)
      : Float32Array.from({ length: size }, (_, index) => (index === trace.tokens[t] ? 1 : 0));
  return given.map((value, unit) => holdOf(trace.interventions ?? [], 'x', unit, t)?.value ?? value);
}

/** The numbers of a unit's equation (unit from 1), or undefined while its weights are on their way or nothing has been read. */
export function numbersAt(
  slots: readonly Slot[],
  run: Run,
  weights: Weights,
  t: number,
  unit: number,
): readonly number[] | undefined {
  const context = slotContext(run, weights, t);
  const hasAll = slots.every(({ source }) => {
    if (source.kind === 'product') return weights[source.weight] !== undefined;
    return source.kind !== 'bias' || weights[source.name] !== undefined;
  });
  return context && hasAll ? slotValues(slots, unit - 1, context) : undefined;
}
