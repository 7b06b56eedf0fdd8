import * as tf from '@tensorflow/tfjs';
import type { Cell } from '../equations/defineCell';
import type { Intervention } from '../equations/Intervention';
import { planInterventions } from '../equations/planInterventions';
import type { ParameterTensors } from '../kernels/runSequence';
import { nestWeights } from '../traces/nestWeights';
import type { LoadedWeights } from './runNetwork';

/** One segment of a plan on the backend. */
interface TensorSegment {
  readonly until: number;
  readonly cell: Cell;
  readonly parameters: ParameterTensors;
}

/** A run cut into segments, each with the program and the tensors that it runs on. */
interface TensorPlan {
  /** The segment that a step (0-based, within the run) lies in. */
  at(step: number): TensorSegment;
  /** Lets go of the weights that were edited; the others are the caller's. */
  dispose(): void;
}

/**
 * Plans a run with interventions for tfjs. Only weights that are edited are uploaded anew.
 * @throws Error as `planInterventions` does
 */
export function planTensors(
  network: Cell,
  { weights, tensors }: LoadedWeights,
  interventions: readonly Intervention[],
  steps: number,
): TensorPlan {
  // Nothing to plan, and large weights are not nested for nothing.
  if (interventions.length === 0)
    return { at: () => ({ until: steps, cell: network, parameters: tensors }), dispose: () => undefined };
  const nested = nestWeights(weights);
  const own: tf.Tensor[] = [];
  const segments = planInterventions(network, interventions, steps, nested).map(({ until, cell, parameters }) => {
    const edited = Object.entries(parameters).flatMap(([name, values]): [string, tf.Tensor][] => {
      if (values === nested[name]) return [];
      const tensor = tf.tensor(values);
      own.push(tensor);
      return [[name, tensor]];
    });
    return { until, cell, parameters: { ...tensors, ...Object.fromEntries(edited) } };
  });
  return {
    at(step) {
      const found = segments.find(({ until }) => step < until);
      if (found === undefined) throw new Error(`the run has no step ${step}; it has ${steps}`);
      return found;
    },
    dispose: () => tf.dispose(own),
  };
}
