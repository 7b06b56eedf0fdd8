import * as tf from '@tensorflow/tfjs';
import type { FusedPlan } from './FusedPlan';

/** Empty arrays for all of a plan's parameters, and the tensors that they become. */
export function flattenTensors({ blocks, shapeOf }: FusedPlan): {
  readonly named: Record<string, Float32Array>;
  readonly tensorOf: (name: string) => tf.Tensor;
} {
  const named: Record<string, Float32Array> = {};
  for (const { parts } of blocks)
    for (const { name } of parts)
      named[name] = new Float32Array(shapeOf(name).reduce((product, side) => product * side, 1));
  return { named, tensorOf: (name) => tf.tensor(named[name] ?? [], [...shapeOf(name)]) };
}
