import type { BoundParameters } from '../equations/evaluate';
import { evaluateBound, type SequenceRun } from '../equations/evaluateSequence';
import type { Network, Stage } from './Network';

/** A sequence of vectors, [T][size]. */
export type Sequence = readonly (readonly number[])[];

/** One stage's run: what it was given, each sequence in the order in which the stage reads it. */
export interface StageRun {
  readonly stage: Required<Stage>;
  readonly given: Readonly<Record<string, Sequence>>;
  readonly mask?: readonly number[];
  readonly initial: Readonly<Record<string, readonly number[]>>;
}

/** Runs one stage, with gradients where they are asked for. */
export function runStage(
  bound: BoundParameters,
  { stage, given, mask, initial }: StageRun,
  upstream?: readonly Readonly<Record<string, readonly number[]>>[],
): SequenceRun {
  return evaluateBound(stage.cell, bound, given, {
    initial,
    ...(mask === undefined ? {} : { mask }),
    ...(upstream === undefined ? {} : { upstream }),
  });
}

/** A sequence in the order in which a stage reads it; and back again. */
export function asRead<T>(sequence: readonly T[], direction: Required<Stage>['direction']): readonly T[] {
  return direction === 'forward' ? sequence : [...sequence].reverse();
}

/** The step at which a stage that defines the quantity ends. */
export function endOf(network: Network, quantity: string, length: number): number {
  const stage = network.stages.find(({ cell }) => cell.quantities.has(quantity));
  return stage?.direction === 'backward' ? 0 : length - 1;
}
