import type { Cell } from '../../equations/defineCell';
import type { Expression } from '../../equations/Expression';
import type { Sizes } from '../../equations/Shape';
import type { Formula } from '../formulas/Formula';
import type { Buffer, Place, WeightBlock } from './Layout';

/** What a slot of a stage's formula stands for in memory. */
export type Source =
  | { readonly kind: 'value'; readonly place: Place }
  | { readonly kind: 'weight'; readonly block: WeightBlock; readonly isGradient: boolean }
  | { readonly kind: 'mask' }
  /** 1 in the columns that an intervention holds, 0 in the others. */
  | { readonly kind: 'units'; readonly mask: UnitMask };

/** Which columns of a value are held, and where that is written: a row of the plan's constants. */
export interface UnitMask {
  readonly units: readonly number[];
  readonly columns: number;
  readonly start: number;
}

/** One thing that is done for some rows: a fused element-wise kernel, or a product. */
export type Action =
  | {
      readonly kind: 'stage';
      readonly formula: Formula;
      readonly columns: number;
      readonly sources: ReadonlyMap<string, Source>;
    }
  /** Puts the bias, or zeros, into every row; where the input is tokens, the bias and the token's row of the weight. */
  | {
      readonly kind: 'begin';
      readonly to: Place;
      readonly bias: WeightBlock | undefined;
      readonly lookUp: WeightBlock | undefined;
    }
  /** to += from · W */
  | { readonly kind: 'product'; readonly from: Place; readonly weight: WeightBlock; readonly to: Place }
  /** to += from · Wᵀ, into zeros if it is the first that comes there. */
  | {
      readonly kind: 'back';
      readonly from: Place;
      readonly weight: WeightBlock;
      readonly to: Place;
      readonly isFirst: boolean;
    };

/** The gradient of a weight block, taken over all steps at once: operandᵀ · upstream, or the sum of the upstream's rows. */
export interface WeightGradient {
  readonly block: WeightBlock;
  readonly upstream: Place;
  readonly operand: Place | 'tokens' | 'ones';
}

/** What is done for all steps at once before the loop, at each step, and for all steps at once after it. */
export interface Passes {
  readonly before: readonly Action[];
  readonly within: readonly Action[];
  readonly after: readonly Action[];
}

/** How a cell runs and is differentiated by fused kernels: what lies where, and what is done in which order. */
export interface FusedPlan {
  readonly cell: Cell;
  readonly sizes: Sizes;
  readonly buffers: readonly Buffer[];
  readonly blocks: readonly WeightBlock[];
  /** Numbers in the flat vector of parameters, padding included. */
  readonly parameterCount: number;
  readonly isMasked: boolean;
  /** Columns that are held, for all stages together. */
  readonly unitMasks: readonly UnitMask[];
  /** Numbers that they take. */
  readonly unitCount: number;
  /** The input that comes as tokens. */
  readonly tokenInput: string | undefined;
  readonly inputs: ReadonlyMap<string, Place>;
  /** Where each state's old value lies; its new one lies a step further. */
  readonly states: ReadonlyMap<string, Place>;
  /** Where values are kept that were asked for, or that the way back needs. */
  readonly values: ReadonlyMap<Expression, Place>;
  /** Where ∂L/∂value is added from outside before the way back. */
  readonly upstream: ReadonlyMap<Expression, Place>;
  readonly inputGradients: ReadonlyMap<string, Place>;
  readonly stateGradients: ReadonlyMap<string, Place>;
  readonly forward: Passes;
  readonly backward: Passes;
  readonly weightGradients: readonly WeightGradient[];
  /** Buffers that must be zero before the way back. */
  readonly cleared: readonly Buffer[];
  /** How many numbers a value has, an input, or a state. */
  readonly sizeOf: (node: Expression) => number;
  readonly sizeOfInput: (name: string) => number;
  readonly sizeOfState: (name: string) => number;
  /** The shape of a parameter. */
  readonly shapeOf: (name: string) => readonly number[];
}

/** A network that fused kernels cannot run; the message says what of it. The plain path can. */
export class NotFusableError extends Error {
  override name = 'NotFusableError';
}
