import * as tf from '@tensorflow/tfjs';
import type { Operation } from '../equations/Expression';
import type { Pack, SequencePlan } from './planSequence';

/** A network's weights as tensors, by the names its equations give them. */
export type ParameterTensors = Readonly<Record<string, tf.Tensor>>;

/** The weights of a pack side by side, one matrix an operand, and the biases end to end. */
export interface PackedWeights {
  readonly matrices: readonly tf.Tensor2D[];
  readonly bias: tf.Tensor | undefined;
  /** Columns that belong to each affine map. */
  readonly widths: readonly number[];
}

/** Lays the weights of a plan's affine maps side by side, pack by pack. @throws Error naming a parameter that is missing */
export function packWeights(plan: SequencePlan, parameters: ParameterTensors): Map<Pack, PackedWeights> {
  return new Map(
    [...new Set(plan.packOf.values())].map((pack) => {
      const count = pack.operands.length;
      const columns = (k: number): tf.Tensor2D[] =>
        pack.affines.map((affine) => weightOf(affine, count + k, parameters) as tf.Tensor2D);
      const hasBias = (pack.affines[0]?.inputs.length ?? 0) > 2 * count;
      return [
        pack,
        {
          matrices: pack.operands.map((_, k) => join(columns(k), 1)),
          bias: hasBias
            ? join(
                pack.affines.map((affine) => weightOf(affine, 2 * count, parameters)),
                0,
              )
            : undefined,
          widths: columns(0).map(({ shape }) => shape[1]),
        },
      ];
    }),
  );
}

function join<T extends tf.Tensor>(parts: readonly T[], axis: number): T {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : tf.concat([...parts], axis);
}

function weightOf(affine: Operation, index: number, parameters: ParameterTensors): tf.Tensor {
  const node = affine.inputs[index];
  const name = node !== undefined && node.kind !== 'operation' ? node.name : '';
  const tensor = parameters[name];
  if (tensor === undefined) throw new Error(`${name} has no value in this run`);
  return tensor;
}
