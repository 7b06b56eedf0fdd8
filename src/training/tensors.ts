import * as tf from '@tensorflow/tfjs';
import type { Cell } from '../equations/defineCell';
import { resolveShape, type Sizes } from '../equations/Shape';
import type { ParameterTensors } from '../kernels/runSequence';
import type { Weights } from '../traces/Weights';

/** Uploads weights to tfjs's backend; the caller disposes. */
export function toTensors(weights: Weights): ParameterTensors {
  return Object.fromEntries(
    Object.entries(weights).map(([name, { shape, values }]) => [name, tf.tensor(values, [...shape])]),
  );
}

/** How many numbers each state of a network holds. */
export function stateSizes({ stateShapes }: Cell, sizes: Sizes): Record<string, number> {
  return Object.fromEntries(
    Object.entries(stateShapes).map(([name, shape]) => [name, resolveShape(shape, sizes)[0] ?? 0]),
  );
}

/** A zero state for B sequences, by name, [B, H] or what size the state has. */
export function zeroState(cell: Cell, sizes: Sizes, batch: number): Record<string, tf.Tensor2D> {
  return Object.fromEntries(
    Object.entries(stateSizes(cell, sizes)).map(([name, size]) => [name, tf.zeros<tf.Rank.R2>([batch, size])]),
  );
}
