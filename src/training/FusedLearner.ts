import type { Expression } from '../equations/Expression';
import { FusedProgram } from '../kernels/fused/FusedProgram';
import { packFlat, putRows, takeRows, unpackFlat } from '../kernels/fused/packFlat';
import { planFused } from '../kernels/fused/planFused';
import type { Place } from '../kernels/fused/Layout';
import { emitFormula } from '../kernels/wasm/emitFormula';
import { emitCrossEntropy, emitSumSquares } from '../kernels/wasm/emitLoss';
import type { WasmModule } from '../kernels/wasm/WasmModule';
import type { OptimiserSettings, Settings } from '../systems/Settings';
import type { TrainableSystem } from '../systems/System';
import type { SequenceBatch } from '../tasks/SequenceBatch';
import type { LossKind } from '../tasks/Task';
import type { Differentiated, Learner } from './Learner';
import { lossOfRows } from './lossOfRows';
import { startOptimiser } from './optimise';
import { optimisers } from './optimisers';
import type { Optimiser } from './optimisers/Optimiser';
import { updateFormula } from './optimisers/updateFormula';
import { scoresOf } from './scoresOf';
import { shareRight } from './shareRight';
import { stateSizes } from './tensors';
import type { TrainingState } from './TrainingState';

const float = 4;
/** Vectors that an optimiser remembers, at most. */
const mostSlots = 2;
/** Scalars of an update, at most. */
const mostScalars = 16;
/** What the loss keeps of each row: a share, a target, and four numbers. */
const perRow = 6;

/**
 * Makes updates with fused kernels, in a memory of their own: the whole update, forwards, loss, backwards and optimiser, is a handful of calls.
 * The weights before the last update stay where they were, so going back costs nothing.
 */
export class FusedLearner implements Learner {
  readonly path = 'fused';
  readonly #state: TrainingState;
  readonly #kind: LossKind;
  readonly #program: FusedProgram;
  readonly #scores: { readonly place: Place; readonly upstream: Place; readonly size: number };
  readonly #isTokens: boolean;
  /** The two sets of weights and optimiser's memory that take turns: their addresses, in bytes. */
  readonly #sets: readonly [number, number];
  readonly #scalars: number;
  readonly #widths: Readonly<Record<string, number>>;
  #current: 0 | 1 = 0;
  #norm = 0;
  #batch: SequenceBatch | undefined;
  #isSettled = true;
  /** The states before the last batch, and before the batch of the last update. */
  #before: Record<string, Float32Array> = {};
  #beforeUpdate: Record<string, Float32Array> = {};
  #carried: Record<string, Float32Array>;
  #optimiserBefore: TrainingState['optimiser'];

  /**
   * @param isTokens whether batches give their inputs as token ids
   * @throws NotFusableError naming what of the network has no fused form; Error where there is no WebAssembly with SIMD
   */
  constructor(
    system: Pick<TrainableSystem, 'network' | 'sizes'>,
    state: TrainingState,
    kind: LossKind,
    isTokens: boolean,
  ) {
    const { network, sizes } = system;
    const scores = scoresOf(network, kind);
    const plan = planFused(network, sizes, { roots: [scores], tokenInput: isTokens ? 'x' : undefined });
    const count = plan.parameterCount;
    this.#state = state;
    this.#kind = kind;
    this.#isTokens = isTokens;
    this.#widths = stateSizes(network, sizes);
    this.#carried = { ...state.carried };
    this.#optimiserBefore = { ...state.optimiser };
    this.#program = new FusedProgram(plan, {
      extend: (module) => extend(module, count, sizes.Y ?? 0),
      kept: 2 * (1 + mostSlots) * count + mostScalars + 4,
      perRow,
    });
    const set = (1 + mostSlots) * count * float;
    this.#sets = [this.#program.kept, this.#program.kept + set];
    this.#scalars = this.#program.kept + 2 * set;
    this.#scores = {
      place: placeIn(plan.values, scores),
      upstream: placeIn(plan.upstream, scores),
      size: sizes.Y ?? 0,
    };
    this.#load();
  }

  differentiate(batch: SequenceBatch, startsAnew: readonly boolean[]): Promise<Differentiated> {
    const program = this.#program;
    const { plan } = program;
    this.#batch = batch;
    program.lay(batch.steps, batch.batch);
    if (this.#isTokens) program.tokens().set(batch.tokens ?? []);
    else
      for (const place of plan.inputs.values())
        putRows(program.rows(place), batch.inputs, batch.inputs.length / (batch.steps * batch.batch));
    this.#before = this.#carried;
    for (const [name, place] of plan.states) {
      const size = this.#widths[name] ?? 0;
      const rows = program.stateRows(place);
      putRows(rows, this.#carried[name] ?? [], size);
      startsAnew.forEach((isNew, b) => isNew && rows.values.fill(0, b * rows.stride, (b + 1) * rows.stride));
    }
    program.forward();
    program.clearGradients();
    const loss = this.#lossOf(batch);
    program.backward();
    const sums = this.#scalars + mostScalars * float;
    program.call('sumSquares', sums, program.headOf('gradients'), plan.parameterCount);
    this.#norm = Math.sqrt(program.floats(sums, 4).reduce((total, part) => total + part, 0));
    return Promise.resolve({ loss, norm: this.#norm });
  }

  accuracy(): number {
    const scores = takeRows(this.#program.rows(this.#scores.place), this.#scores.size);
    return this.#batch === undefined ? Number.NaN : shareRight(this.#kind, this.#batch, scores);
  }

  gradients(): Readonly<Record<string, Float32Array>> {
    const named = Object.fromEntries(
      Object.entries(this.#state.weights).map(([name, { values }]) => [name, new Float32Array(values.length)]),
    );
    unpackFlat(this.#program.plan.blocks, this.#program.gradients(), named);
    return named;
  }

  apply({ optimiser: told, clip }: Readonly<Settings>, learningRate: number): void {
    const state = this.#state;
    const program = this.#program;
    const count = program.plan.parameterCount;
    this.#optimiserBefore = { ...state.optimiser };
    if (told.kind !== state.optimiser.kind) this.#exchangeOptimiser(told.kind);
    this.#beforeUpdate = this.#before;
    const optimiser = optimisers[told.kind] as Optimiser<OptimiserSettings>;
    const scalars: Readonly<Record<string, number>> = {
      ...optimiser.scalars({ ...told, learningRate }, state.optimiser.updates + 1),
      'clip share': clip?.kind === 'norm' && this.#norm > clip.bound ? clip.bound / this.#norm : 1,
      'clip bound': clip?.kind === 'value' ? clip.bound : Number.POSITIVE_INFINITY,
    };
    const [from, to] = [this.#sets[this.#current], this.#sets[this.#current === 0 ? 1 : 0]];
    const rows = ['value', ...optimiser.slots];
    const scalarNames = Object.keys(scalars);
    const numbers = program.floats(this.#scalars, mostScalars);
    scalarNames.forEach((name, place) => {
      numbers[place] = scalars[name] ?? 0;
    });
    const addressOf = (key: string): number => {
      if (key === 'gradient') return program.headOf('gradients');
      const isNext = key.startsWith('next ');
      const place = rows.indexOf(isNext ? key.slice('next '.length) : key);
      if (place >= 0) return (isNext ? to : from) + place * count * float;
      return this.#scalars + scalarNames.indexOf(key) * float;
    };
    program.call(told.kind, 1, ...updateFormula(told.kind).slots.map(({ key }) => addressOf(key)));
    this.#current = this.#current === 0 ? 1 : 0;
    program.pointWeights(to);
    this.#carried = Object.fromEntries(
      [...program.plan.states].map(([name, place]) => [
        name,
        takeRows(program.stateRows(place, true), this.#widths[name] ?? 0),
      ]),
    );
    state.optimiser.updates += 1;
    state.updates += 1;
    this.#isSettled = false;
  }

  goBack(): void {
    this.#current = this.#current === 0 ? 1 : 0;
    this.#program.pointWeights(this.#sets[this.#current]);
    this.#carried = this.#beforeUpdate;
    this.#state.updates -= 1;
    const isExchanged = this.#state.optimiser.kind !== this.#optimiserBefore.kind;
    Object.assign(this.#state.optimiser, this.#optimiserBefore);
    // The memory of the optimiser that was exchanged lies in the state alone.
    if (isExchanged) this.#loadMemory();
    this.#isSettled = false;
  }

  settle(): void {
    if (this.#isSettled) return;
    const { weights, optimiser, carried } = this.#state;
    const { blocks, parameterCount: count } = this.#program.plan;
    const set = this.#sets[this.#current];
    const part = (place: number) => this.#program.floats(set + place * count * float, count);
    unpackFlat(blocks, part(0), valuesOf(weights));
    optimisers[optimiser.kind].slots.forEach((slot, place) =>
      unpackFlat(blocks, part(1 + place), optimiser.slots[slot] ?? {}),
    );
    Object.assign(carried, this.#carried);
    this.#isSettled = true;
  }

  /** Takes weights and the optimiser's memory from the run's state. */
  #load(): void {
    const set = this.#sets[this.#current];
    const { blocks, parameterCount } = this.#program.plan;
    packFlat(blocks, valuesOf(this.#state.weights), this.#program.floats(set, parameterCount));
    this.#program.pointWeights(set);
    this.#loadMemory();
  }

  #loadMemory(): void {
    const { optimiser } = this.#state;
    const { blocks, parameterCount: count } = this.#program.plan;
    optimisers[optimiser.kind].slots.forEach((slot, place) => {
      const address = this.#sets[this.#current] + (1 + place) * count * float;
      packFlat(blocks, optimiser.slots[slot] ?? {}, this.#program.floats(address, count));
    });
  }

  /** Another optimiser begins anew: the memory of the one before would mean something else. */
  #exchangeOptimiser(kind: OptimiserSettings['kind']): void {
    this.settle();
    Object.assign(this.#state.optimiser, startOptimiser(kind, this.#state.weights));
    this.#load();
  }

  /** The loss of the scores that were computed, with its gradient put where the way back begins. */
  #lossOf(batch: SequenceBatch): number {
    const program = this.#program;
    const { place, upstream, size } = this.#scores;
    const rows = batch.steps * batch.batch;
    if (this.#kind !== 'crossEntropy' || batch.answers === undefined)
      return lossOfRows(this.#kind, program.rows(place), program.rows(upstream), size, batch);
    const [shares, answers, found] = [0, 1, 2].map((part) => program.extraRows + part * rows * float) as [
      number,
      number,
      number,
    ];
    const many = batch.counted.reduce((sum, is) => sum + is, 0);
    const share = program.floats(shares, rows);
    batch.counted.forEach((is, row) => {
      share[row] = is / many;
    });
    program.integers(answers, rows).set(batch.answers);
    program.call('crossEntropy', program.addressOf(place), program.addressOf(upstream), answers, shares, found, rows);
    const numbers = program.floats(found, 4 * rows);
    let loss = 0;
    for (let row = 0; row < rows; row++) {
      if (batch.counted[row] === 0) continue;
      const [largest = 0, total = 0, score = 0] = numbers.subarray(4 * row, 4 * row + 3);
      loss += Math.log(total) + largest - score;
    }
    return loss / many;
  }
}

function extend(module: WasmModule, count: number, scores: number): void {
  emitCrossEntropy(module, scores, 'crossEntropy');
  emitSumSquares(module, 'sumSquares');
  for (const kind of Object.keys(optimisers) as (keyof typeof optimisers)[])
    emitFormula(module, updateFormula(kind), count, () => count, kind);
}

function placeIn(places: ReadonlyMap<Expression, Place>, node: Expression): Place {
  const place = places.get(node);
  if (place === undefined) throw new Error('the scores have no place in the plan');
  return place;
}

function valuesOf(weights: TrainingState['weights']): Record<string, Float32Array> {
  return Object.fromEntries(Object.entries(weights).map(([name, { values }]) => [name, values]));
}
