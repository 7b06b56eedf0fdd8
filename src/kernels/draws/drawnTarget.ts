import * as tf from '@tensorflow/tfjs';
import type { Expression } from '../../equations/Expression';
import type { Instruction } from '../formulas/Formula';
import { type FusedAttributes, type FusedTarget, type FusedTensors, outputsOf } from '../fused/fusedKernels';
import type { Action, FusedPlan, Passes } from '../fused/FusedPlan';
import type { Place, WeightBlock } from '../fused/Layout';
import { padded } from '../fused/Layout';
import { DrawnRows } from './DrawnRows';
import { PlacedTensors } from './PlacedTensors';
import { type Draws, type Part, whole } from './Stage';

/**
 * Runs plans by drawing: each fused stage is one draw that writes all of its quantities side by side, each product is tfjs's own. What a
 * graphics processor does well is done at once for all steps.
 */
export function drawnTarget(draw: Draws): FusedTarget {
  return {
    forward: (tensors, told) => tf.tidy(() => new Drawing(draw, tensors, told).forward()),
    backward: (tensors, told) => tf.tidy(() => new Drawing(draw, tensors, told).backward()),
  };
}

/** One run, or one way back, over tensors. */
class Drawing {
  readonly #draw: Draws;
  readonly #plan: FusedPlan;
  readonly #steps: number;
  readonly #batch: number;
  /** What was given, as it came, and as draws read it. */
  readonly #raw: (key: string) => tf.Tensor;
  readonly #given: (key: string) => tf.Tensor;
  readonly #values: PlacedTensors;
  readonly #weights = new Map<WeightBlock, tf.Tensor2D>();
  readonly #rows: DrawnRows;
  /** Sums over rows of what came to a weight that stands alone, by its name. */
  readonly #loose = new Map<string, Part[]>();

  constructor(draw: Draws, tensors: FusedTensors, { plan, steps, batch }: FusedAttributes) {
    this.#draw = draw;
    this.#plan = plan;
    this.#steps = steps;
    this.#batch = batch;
    this.#values = new PlacedTensors(batch);
    this.#rows = new DrawnRows(draw, this.#values, plan.weightGradients, steps, batch);
    const known = new Map<string, tf.Tensor>();
    this.#raw = (key) => {
      const found = tensors[key];
      if (found === undefined) throw new Error(`a fused run lacks ${key}`);
      return asTensor(found);
    };
    this.#given = (key) => {
      const tensor = known.get(key) ?? this.#rows.laidOut(this.#raw(key));
      known.set(key, tensor);
      return tensor;
    };
    for (const block of plan.blocks) this.#weights.set(block, this.#pack(block));
    for (const [name, place] of plan.inputs) this.#values.putAll(place, whole(this.#given(`input ${name}`)));
    for (const [name, place] of plan.states) this.#values.put(place, 0, [whole(this.#given(`state ${name}`))]);
  }

  forward(): tf.Tensor[] {
    this.#run(this.#plan.forward, 'on');
    return outputsOf(this.#plan).map((node) =>
      this.#rows.over(this.#place(this.#plan.values, node), this.#plan.sizeOf(node)),
    );
  }

  backward(): tf.Tensor[] {
    const plan = this.#plan;
    outputsOf(plan).forEach((node, index) => {
      this.#values.replaceAll(this.#place(plan.values, node), [whole(this.#given(`value ${index}`))]);
      const upstream = plan.upstream.get(node);
      if (upstream !== undefined) this.#values.putAll(upstream, whole(this.#given(`upstream ${index}`)));
    });
    // States that are a value which lies elsewhere were copied on the way forward.
    for (const [name, place] of plan.states) {
      const node = plan.cell.quantities.get(name);
      if (node !== undefined && plan.values.get(node)?.buffer !== place.buffer)
        this.#values.putAll({ ...place, shift: 1 }, whole(this.#newValues(node)));
    }
    this.#run(plan.backward, 'back');
    const ofWeights = this.#gather();
    return [
      ...plan.blocks.flatMap(({ parts }) =>
        parts.map(({ name }) => tf.reshape(ofWeights(name), [...plan.shapeOf(name)])),
      ),
      ...[...plan.inputGradients].map(([name, place]) => this.#rows.over(place, plan.sizeOfInput(name))),
      ...[...plan.stateGradients].map(([name, place]) =>
        this.#rows.sum(this.#values.read(place, 0), this.#batch, plan.sizeOfState(name)),
      ),
    ];
  }

  /** The values of something given, or of a value that came out of the way forward, over all steps. */
  #newValues(node: Expression): tf.Tensor2D {
    if (node.kind === 'operation') return this.#given(`value ${outputsOf(this.#plan).indexOf(node)}`) as tf.Tensor2D;
    if (node.kind === 'input') return this.#given(`input ${node.name}`) as tf.Tensor2D;
    const first = this.#given(`state ${node.name}`) as tf.Tensor2D;
    const next = this.#plan.cell.quantities.get(node.name);
    if (this.#steps === 1 || next === undefined) return first;
    const rows = (this.#steps - 1) * this.#batch;
    return tf.concat2d([first, tf.slice(this.#newValues(next), [0, 0], [rows, -1])], 0);
  }

  #run({ before, within, after }: Passes, direction: 'on' | 'back'): void {
    for (const action of direction === 'on' ? before : after) this.#act(action, 'all');
    for (let count = 0; count < this.#steps; count++)
      for (const action of within) this.#act(action, direction === 'on' ? count : this.#steps - 1 - count);
    for (const action of direction === 'on' ? after : before) this.#act(action, 'all');
  }

  #act(action: Action, step: number | 'all'): void {
    const rows = step === 'all' ? this.#steps * this.#batch : this.#batch;
    if (action.kind === 'stage') this.#stage(action, step, rows);
    else if (action.kind === 'begin') {
      const { bias, to } = action;
      if (bias !== undefined) this.#values.putAll(to, whole(tf.tile(this.#weight(bias), [rows, 1])));
    } else {
      const isBack = action.kind === 'back';
      const { from, weight, to } = action;
      const size = isBack ? weight.width : weight.rows;
      const product =
        step === 'all'
          ? tf.matMul(
              isBack ? this.#rows.row(from, size) : this.#rows.sum(this.#rows.read(from, step, size), rows, size),
              this.#weight(weight),
              false,
              isBack,
            )
          : this.#draw.product({
              ...{ rows, size, weight: this.#weight(weight), isTransposed: isBack },
              columns: isBack ? weight.rows : weight.width,
              parts: isBack ? this.#rows.rowParts(from, step) : this.#values.read(from, step),
            });
      if (!isBack && step !== 'all') this.#values.addRow(to, step, whole(product));
      else if (!isBack) this.#values.putAll(to, whole(this.#rows.laidOut(product)));
      else
        this.#rows.put(to, step, [...(action.isFirst ? [] : this.#rows.read(to, step, weight.rows)), whole(product)]);
    }
  }

  #stage({ formula, columns, sources }: Action & { kind: 'stage' }, step: number | 'all', rows: number): void {
    // Weights' own gradients are left a number a row, and added up at the end.
    const loaded = new Set(formula.used().flatMap((term) => slotsOf(formula.instructions[term])));
    const parts = formula.slots.map(({ key }, slot): readonly Part[] => {
      if (!loaded.has(slot)) return [];
      const source = sources.get(key);
      if (source?.kind === 'value') return this.#rows.read(source.place, step, columns);
      if (source?.kind === 'weight' && !source.isGradient) return [whole(this.#weight(source.block))];
      if (source?.kind === 'mask')
        return [{ ...whole(this.#given('mask')), row: step === 'all' ? 0 : step * this.#batch }];
      return source?.kind === 'units' ? [whole(held(source.mask.units, columns))] : [];
    });
    const drawn = this.#draw.stage({ formula, rows, columns, parts });
    formula.stores.forEach(({ slot, isAdded }, place) => {
      const source = sources.get(formula.slots[slot]?.key ?? '');
      const part: Part = { tensor: drawn, row: 0, column: place * columns };
      if (source?.kind === 'weight') {
        const [{ name = '' } = {}] = source.block.parts;
        this.#loose.set(name, [...(this.#loose.get(name) ?? []), part]);
      } else if (source?.kind === 'value')
        this.#rows.put(source.place, step, isAdded ? [...this.#rows.read(source.place, step, columns), part] : [part]);
    });
  }

  /** The gradient of each parameter, by name. */
  #gather(): (name: string) => tf.Tensor {
    const { weightGradients, states } = this.#plan;
    const blocks = new Map<WeightBlock, tf.Tensor2D>();
    for (const { block, upstream, operand } of weightGradients) {
      const gradient = this.#rows.row(upstream, upstream.buffer.width);
      if (operand === 'ones') blocks.set(block, tf.sum(gradient, 0, true));
      else if (operand !== 'tokens') {
        const isOld = operand.shift === 0 && [...states.values()].some(({ buffer }) => buffer === operand.buffer);
        const read = isOld ? this.#rows.before(operand, block.rows) : this.#rows.over(operand, block.rows);
        blocks.set(block, tf.matMul(read, gradient, true));
      }
    }
    return (name) => {
      const loose = this.#loose.get(name);
      if (loose !== undefined) {
        const [{ tensor } = { tensor: undefined }] = loose;
        const columns = this.#plan.shapeOf(name)[0] ?? 0;
        const one = tensor === undefined ? undefined : this.#rows.join(loose.map((part) => part.tensor));
        const column = loose[0]?.column ?? 0;
        if (one !== undefined && loose.every((part) => part.column === column && part.tensor.shape[1] === one.shape[1]))
          return tf.sum(tf.slice(one, [0, column], [-1, columns]), 0);
        return tf.addN(loose.map((part) => tf.sum(tf.slice(part.tensor, [0, part.column], [-1, columns]), 0)));
      }
      for (const [block, gradient] of blocks)
        for (const part of block.parts)
          if (part.name === name) return tf.slice(gradient, [0, part.column], [block.rows, part.columns]);
      return tf.zeros([...this.#plan.shapeOf(name)]);
    };
  }

  /** The weights of a block side by side, padded as its row is. */
  #pack({ parts, rows }: WeightBlock): tf.Tensor2D {
    const columns = parts.flatMap(({ name, columns: count }) => {
      const own = tf.reshape<tf.Rank.R2>(this.#raw(`weight ${name}`), [rows, count]);
      return padded(count) === count ? [own] : [own, tf.zeros<tf.Rank.R2>([rows, padded(count) - count])];
    });
    const [only] = columns;
    return this.#rows.laidOut(
      columns.length === 1 && only !== undefined ? only : tf.concat2d(columns, 1),
    ) as tf.Tensor2D;
  }

  #weight(block: WeightBlock): tf.Tensor2D {
    const found = this.#weights.get(block);
    if (found === undefined) throw new Error('a block of weights is not packed');
    return found;
  }

  #place<Key>(places: ReadonlyMap<Key, Place>, key: Key): Place {
    const place = places.get(key);
    if (place === undefined) throw new Error('a value has no place');
    return place;
  }
}

function held(units: readonly number[], columns: number): tf.Tensor2D {
  const row = new Float32Array(columns);
  for (const unit of units) row[unit] = 1;
  return tf.tensor2d(row, [1, columns]);
}

function slotsOf(instruction: Instruction | undefined): number[] {
  return instruction?.kind === 'load' ? [instruction.slot] : [];
}

function asTensor(info: tf.TensorInfo): tf.Tensor {
  return info instanceof tf.Tensor ? (info as tf.Tensor) : tf.engine().makeTensorFromTensorInfo(info);
}
