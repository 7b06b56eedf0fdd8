import * as tf from '@tensorflow/tfjs';
import type { Expression } from '../../equations/Expression';
import { Formula, type Instruction } from '../formulas/Formula';
import { type FusedAttributes, type FusedTarget, type FusedTensors, outputsOf } from '../fused/fusedKernels';
import type { Action, FusedPlan, Passes } from '../fused/FusedPlan';
import type { Place, WeightBlock } from '../fused/Layout';
import { padded } from '../fused/Layout';
import { PlacedTensors } from './PlacedTensors';
import type { Draws, Part } from './Stage';

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
  /** What was joined or put together once and is asked for again. */
  readonly #joined = new Map<tf.Tensor2D, tf.Tensor2D>();
  readonly #rowsMade = new Map<string, tf.Tensor2D>();
  readonly #partsMade = new Map<string, readonly Part[]>();
  /** Sums over rows of what came to a weight that stands alone, by its name. */
  readonly #loose = new Map<string, Part[]>();

  constructor(draw: Draws, tensors: FusedTensors, { plan, steps, batch }: FusedAttributes) {
    this.#draw = draw;
    this.#plan = plan;
    this.#steps = steps;
    this.#batch = batch;
    this.#values = new PlacedTensors(batch);
    const known = new Map<string, tf.Tensor>();
    this.#raw = (key) => {
      const found = tensors[key];
      if (found === undefined) throw new Error(`a fused run lacks ${key}`);
      return asTensor(found);
    };
    this.#given = (key) => {
      const tensor = known.get(key) ?? this.#laidOut(this.#raw(key));
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
      this.#over(this.#place(this.#plan.values, node), this.#plan.sizeOf(node)),
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
      ...[...plan.inputGradients].map(([name, place]) => this.#over(place, plan.sizeOfInput(name))),
      ...[...plan.stateGradients].map(([name, place]) =>
        this.#sum(this.#values.read(place, 0), this.#batch, plan.sizeOfState(name)),
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
              isBack ? this.#row(from, size) : this.#sum(this.#read(from, step, size), rows, size),
              this.#weight(weight),
              false,
              isBack,
            )
          : this.#draw.product({
              ...{ rows, size, weight: this.#weight(weight), isTransposed: isBack },
              columns: isBack ? weight.rows : weight.width,
              parts: isBack ? this.#rowParts(from, step) : this.#values.read(from, step),
            });
      if (!isBack && step !== 'all') this.#values.addRow(to, step, whole(product));
      else if (!isBack) this.#values.putAll(to, whole(this.#laidOut(product)));
      else this.#put(to, step, [...(action.isFirst ? [] : this.#read(to, step, weight.rows)), whole(product)]);
    }
  }

  #stage({ formula, columns, sources }: Action & { kind: 'stage' }, step: number | 'all', rows: number): void {
    // Weights' own gradients are left a number a row, and added up at the end.
    const loaded = new Set(formula.used().flatMap((term) => slotsOf(formula.instructions[term])));
    const parts = formula.slots.map(({ key }, slot): readonly Part[] => {
      if (!loaded.has(slot)) return [];
      const source = sources.get(key);
      if (source?.kind === 'value') return this.#read(source.place, step, columns);
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
        this.#put(source.place, step, isAdded ? [...this.#read(source.place, step, columns), part] : [part]);
    });
  }

  /** What adds up to a value; over all steps, also what was put step by step. */
  #read(place: Place, step: number | 'all', size: number): readonly Part[] {
    if (step === 'all' && this.#values.isStepwise(place)) return [whole(this.#over(place, size))];
    return this.#values.read(place, step);
  }

  #put(place: Place, step: number | 'all', parts: readonly Part[]): void {
    if (step === 'all') this.#values.replaceAll(place, parts);
    else this.#values.put(place, step, parts);
  }

  /** A value over all steps, [T·B, size]. */
  #over(place: Place, size: number): tf.Tensor2D {
    const rows = this.#steps * this.#batch;
    const steps = Array.from({ length: this.#steps }, (_, step) => this.#values.read(place, step));
    const all = this.#values.read(place, 'all');
    const isOfAll = steps.every(
      (parts, step) =>
        parts.length === all.length &&
        parts.every(({ tensor, row }, i) => tensor === all[i]?.tensor && row === step * this.#batch),
    );
    if (isOfAll && all.length > 0) return this.#sum(all, rows, size);
    return this.#cut(steps, size) ?? this.#draw.join(steps.map((parts) => this.#sum(parts, this.#batch, size)));
  }

  /** Parts that lie alike in a tensor for each step: the tensors are joined once, and cut for each quantity. */
  #cut(steps: readonly (readonly Part[])[], size: number): tf.Tensor2D | undefined {
    const only = steps.map(([part, ...more]) => (more.length === 0 ? part : undefined));
    const [first] = only;
    if (first === undefined) return undefined;
    const { column, tensor } = first;
    const isAlike = only.every(
      (part) =>
        part?.row === 0 &&
        part.column === column &&
        part.tensor.shape[1] === tensor.shape[1] &&
        part.tensor.shape[0] === this.#batch,
    );
    if (!isAlike) return undefined;
    const joined = this.#join(only.flatMap((part) => (part === undefined ? [] : [part.tensor])));
    return tensor.shape[1] === size ? joined : this.#added([{ tensor: joined, row: 0, column }], joined.shape[0], size);
  }

  #join(tensors: readonly tf.Tensor2D[]): tf.Tensor2D {
    const [first] = tensors;
    if (first === undefined) throw new Error('there is nothing to join');
    const known = this.#joined.get(first) ?? (tensors.length === 1 ? first : this.#draw.join(tensors));
    this.#joined.set(first, known);
    return known;
  }

  /** A whole row of a product's gradient, padding included, over all steps: [T·B, width]. */
  #row(place: Place, width: number): tf.Tensor2D {
    const key = `${place.buffer.index}`;
    const known = this.#rowsMade.get(key);
    if (known !== undefined) return known;
    const rows = this.#steps * this.#batch;
    const isStepwise = this.#values.isStepwise(place);
    const steps = isStepwise ? Array.from({ length: this.#steps }, (_, t) => this.#rowParts(place, t)) : undefined;
    const made =
      steps === undefined
        ? this.#sum(this.#rowParts(place, 'all'), rows, width)
        : (this.#cut(steps, width) ?? this.#draw.join(steps.map((parts) => this.#sum(parts, this.#batch, width))));
    this.#rowsMade.set(key, made);
    return made;
  }

  /** The parts of such a row: as they lie, where they lie side by side, or else put together. */
  #rowParts(place: Place, step: number | 'all'): readonly Part[] {
    const rows = step === 'all' ? this.#steps * this.#batch : this.#batch;
    const key = `${place.buffer.index} ${step}`;
    const known = this.#partsMade.get(key);
    if (known !== undefined) return known;
    const columns = this.#columnsOf(place.buffer.index).map(({ column, size }) => ({
      column,
      size,
      parts: this.#values.read({ ...place, column }, step),
    }));
    const [{ parts: [first] = [] } = {}] = columns;
    const isSideBySide = columns.every(
      ({ column, size, parts: [only, ...more] }) =>
        more.length === 0 &&
        first !== undefined &&
        only?.tensor === first.tensor &&
        only.row === first.row &&
        only.column === first.column + column &&
        padded(size) === size,
    );
    const made =
      isSideBySide && first !== undefined
        ? [first]
        : [
            whole(
              tf.concat2d(
                columns.flatMap(({ size, parts }) => {
                  const value = this.#sum(parts, rows, size);
                  return padded(size) === size ? [value] : [value, tf.zeros<tf.Rank.R2>([rows, padded(size) - size])];
                }),
                1,
              ),
            ),
          ];
    this.#partsMade.set(key, made);
    return made;
  }

  /** The columns of a product's gradient: where each of its parts begins, and how many numbers that has. */
  #columnsOf(buffer: number): readonly { column: number; size: number }[] {
    const block = this.#plan.weightGradients.find(({ upstream }) => upstream.buffer.index === buffer)?.block;
    return (block?.parts ?? []).map(({ column, columns }) => ({ column, size: columns }));
  }

  /** Parts added up, as a tensor of their own, [rows, size]. */
  #sum(parts: readonly Part[], rows: number, size: number): tf.Tensor2D {
    const [first] = parts;
    if (first === undefined) return tf.zeros([rows, size]);
    const { tensor, row, column } = first;
    if (parts.length === 1) {
      if (row === 0 && column === 0 && tensor.shape[0] === rows && tensor.shape[1] === size) return tensor;
    }
    return this.#added(parts, rows, size);
  }

  /** A copy of what is given, laid out as draws read it: tfjs would lay it out anew for every draw. */
  #laidOut(tensor: tf.Tensor): tf.Tensor {
    const [rows = 1, columns = rows] = tensor.shape;
    if (tensor.rank === 2) return this.#added([whole(tensor)], rows, columns);
    return tf.reshape(this.#added([whole(tf.reshape(tensor, [1, tensor.size]))], 1, tensor.size), tensor.shape);
  }

  #added(parts: readonly Part[], rows: number, columns: number): tf.Tensor2D {
    const formula = new Formula();
    formula.store({ key: 'sum', spread: 'row' }, formula.load({ key: 'parts', spread: 'row' }));
    return this.#draw.stage({
      formula,
      rows,
      columns,
      parts: formula.slots.map(({ key }) => (key === 'parts' ? parts : [])),
    });
  }

  /** The gradient of each parameter, by name. */
  #gather(): (name: string) => tf.Tensor {
    const { weightGradients, states } = this.#plan;
    const blocks = new Map<WeightBlock, tf.Tensor2D>();
    for (const { block, upstream, operand } of weightGradients) {
      const gradient = this.#row(upstream, upstream.buffer.width);
      if (operand === 'ones') blocks.set(block, tf.sum(gradient, 0, true));
      else if (operand !== 'tokens') {
        const isOld = operand.shift === 0 && [...states.values()].some(({ buffer }) => buffer === operand.buffer);
        const read = isOld ? this.#before(operand, block.rows) : this.#over(operand, block.rows);
        blocks.set(block, tf.matMul(read, gradient, true));
      }
    }
    return (name) => {
      const loose = this.#loose.get(name);
      if (loose !== undefined) {
        const [{ tensor } = { tensor: undefined }] = loose;
        const columns = this.#plan.shapeOf(name)[0] ?? 0;
        const one = tensor === undefined ? undefined : this.#join(loose.map((part) => part.tensor));
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

  /** A state's old values over all steps: what it was at first, and its new values but the last. */
  #before(place: Place, size: number): tf.Tensor2D {
    const first = this.#sum(this.#values.read(place, 0), this.#batch, size);
    if (this.#steps === 1) return first;
    const later = this.#over({ ...place, shift: 1 }, size);
    return tf.concat([first, tf.slice(later, [0, 0], [(this.#steps - 1) * this.#batch, size])], 0);
  }

  /** The weights of a block side by side, padded as its row is. */
  #pack({ parts, rows }: WeightBlock): tf.Tensor2D {
    const columns = parts.flatMap(({ name, columns: count }) => {
      const own = tf.reshape<tf.Rank.R2>(this.#raw(`weight ${name}`), [rows, count]);
      return padded(count) === count ? [own] : [own, tf.zeros<tf.Rank.R2>([rows, padded(count) - count])];
    });
    const [only] = columns;
    return this.#laidOut(columns.length === 1 && only !== undefined ? only : tf.concat2d(columns, 1)) as tf.Tensor2D;
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

function whole(tensor: tf.Tensor): Part {
  return { tensor: tensor as tf.Tensor2D, row: 0, column: 0 };
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
