import { runFormula } from '../kernels/formulas/runFormula';
import type { OptimiserSettings } from '../systems/Settings';
import type { Weights } from '../traces/Weights';
import { optimisers } from './optimisers';
import type { Optimiser } from './optimisers/Optimiser';
import { updateFormula } from './optimisers/updateFormula';

/** What an optimiser remembers between updates. */
export interface OptimiserState {
  kind: OptimiserSettings['kind'];
  /** Updates it has made. */
  updates: number;
  /** By slot, then by parameter, flat. */
  slots: Readonly<Record<string, Readonly<Record<string, Float32Array>>>>;
}

/** An optimiser that has seen nothing yet. */
export function startOptimiser(kind: OptimiserSettings['kind'], weights: Weights): OptimiserState {
  const zeros = (): Record<string, Float32Array> =>
    Object.fromEntries(Object.entries(weights).map(([name, { values }]) => [name, new Float32Array(values.length)]));
  return { kind, updates: 0, slots: Object.fromEntries(optimisers[kind].slots.map((slot) => [slot, zeros()])) };
}

/**
 * One update of all weights, in place. An optimiser of another kind than before begins anew: its memory would mean something else.
 * @param gradients flat, by the weights' names
 * @throws Error naming a weight without a gradient
 */
export function optimise(
  weights: Weights,
  gradients: Readonly<Record<string, Float32Array>>,
  state: OptimiserState,
  settings: OptimiserSettings,
  learningRate: number,
): void {
  if (settings.kind !== state.kind) Object.assign(state, startOptimiser(settings.kind, weights));
  const optimiser = optimisers[settings.kind] as Optimiser<OptimiserSettings>;
  const update = state.updates + 1;
  const scalars = Object.entries(optimiser.scalars({ ...settings, learningRate }, update)).map(
    ([key, value]) => [key, [value]] as const,
  );
  for (const [name, { values }] of Object.entries(weights)) {
    const gradient = gradients[name];
    if (gradient === undefined) throw new Error(`no gradient came for ${name}`);
    const slots = optimiser.slots.flatMap((slot) => {
      const memory = state.slots[slot]?.[name];
      if (memory === undefined) throw new Error(`${settings.kind} has no ${slot} for ${name}`);
      return [[slot, memory] as const, [`next ${slot}`, memory] as const];
    });
    runFormula(updateFormula(settings.kind), {
      ...Object.fromEntries(scalars),
      ...Object.fromEntries(slots),
      // Gradients come here clipped.
      'clip share': [1],
      'clip bound': [Number.POSITIVE_INFINITY],
      value: values,
      gradient,
      'next value': values,
    });
  }
  state.updates = update;
}
