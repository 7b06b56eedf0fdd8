import type * as tf from '@tensorflow/tfjs';
import type { Formula } from '../formulas/Formula';

/** Part of a tensor [rows, width]: numbers from a row and a column on. */
export interface Part {
  readonly tensor: tf.Tensor2D;
  readonly row: number;
  readonly column: number;
}

/** All of a tensor. */
export function whole(tensor: tf.Tensor): Part {
  return { tensor: tensor as tf.Tensor2D, row: 0, column: 0 };
}

/** One fused element-wise kernel to be drawn: everything that it writes lies side by side, [rows, stores · columns]. */
export interface Stage {
  readonly formula: Formula;
  readonly rows: number;
  readonly columns: number;
  /** For each slot of the formula, the parts that are added up there; none is zero. A slot that is only written needs none. */
  readonly parts: readonly (readonly Part[])[];
}

/** A product to be drawn: [rows, size] · [size, columns], the operand in parts that are added up. */
export interface Product {
  readonly parts: readonly Part[];
  readonly rows: number;
  readonly size: number;
  readonly weight: tf.Tensor2D;
  /** Whether the weight lies as [columns, size]. */
  readonly isTransposed: boolean;
  readonly columns: number;
}

/** What can be drawn: on a graphics processor, or, to check it, on arrays. */
export interface Draws {
  stage(stage: Stage): tf.Tensor2D;
  product(product: Product): tf.Tensor2D;
  /** Tensors of one shape, one under the other. */
  join(tensors: readonly tf.Tensor2D[]): tf.Tensor2D;
}
