import * as tf from '@tensorflow/tfjs';
import { Formula } from '../formulas/Formula';
import type { WeightGradient } from '../fused/FusedPlan';
import { padded, type Place } from '../fused/Layout';
import type { PlacedTensors } from './PlacedTensors';
import { type Draws, type Part, whole } from './Stage';

/** Puts what lies in parts together where it is asked for whole: a value at all steps, a row of a product's gradient. Each thing once. */
export class DrawnRows {
  readonly #draw: Draws;
  readonly #values: PlacedTensors;
  readonly #weightGradients: readonly WeightGradient[];
  readonly #steps: number;
  readonly #batch: number;
  readonly #joined = new Map<tf.Tensor2D, tf.Tensor2D>();
  readonly #rowsMade = new Map<string, tf.Tensor2D>();
  readonly #partsMade = new Map<string, readonly Part[]>();

  /** @param weightGradients tell which columns a product's row has */
  constructor(
    draw: Draws,
    values: PlacedTensors,
    weightGradients: readonly WeightGradient[],
    steps: number,
    batch: number,
  ) {
    this.#draw = draw;
    this.#values = values;
    this.#weightGradients = weightGradients;
    this.#steps = steps;
    this.#batch = batch;
  }

  /** What adds up to a value; over all steps, also what was put step by step. */
  read(place: Place, step: number | 'all', size: number): readonly Part[] {
    if (step === 'all' && this.#values.isStepwise(place)) return [whole(this.over(place, size))];
    return this.#values.read(place, step);
  }

  put(place: Place, step: number | 'all', parts: readonly Part[]): void {
    if (step === 'all') this.#values.replaceAll(place, parts);
    else this.#values.put(place, step, parts);
  }

  /** A value over all steps, [T·B, size]. */
  over(place: Place, size: number): tf.Tensor2D {
    const rows = this.#steps * this.#batch;
    const steps = Array.from({ length: this.#steps }, (_, step) => this.#values.read(place, step));
    const all = this.#values.read(place, 'all');
    const isOfAll = steps.every(
      (parts, step) =>
        parts.length === all.length &&
        parts.every(({ tensor, row }, i) => tensor === all[i]?.tensor && row === step * this.#batch),
    );
    if (isOfAll && all.length > 0) return this.sum(all, rows, size);
    return this.#cut(steps, size) ?? this.#draw.join(steps.map((parts) => this.sum(parts, this.#batch, size)));
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
    const joined = this.join(only.flatMap((part) => (part === undefined ? [] : [part.tensor])));
    return tensor.shape[1] === size ? joined : this.#added([{ tensor: joined, row: 0, column }], joined.shape[0], size);
  }

  join(tensors: readonly tf.Tensor2D[]): tf.Tensor2D {
    const [first] = tensors;
    if (first === undefined) throw new Error('there is nothing to join');
    const known = this.#joined.get(first) ?? (tensors.length === 1 ? first : this.#draw.join(tensors));
    this.#joined.set(first, known);
    return known;
  }

  /** A whole row of a product's gradient, padding included, over all steps: [T·B, width]. */
  row(place: Place, width: number): tf.Tensor2D {
    const key = `${place.buffer.index}`;
    const known = this.#rowsMade.get(key);
    if (known !== undefined) return known;
    const rows = this.#steps * this.#batch;
    const isStepwise = this.#values.isStepwise(place);
    const steps = isStepwise ? Array.from({ length: this.#steps }, (_, t) => this.rowParts(place, t)) : undefined;
    const made =
      steps === undefined
        ? this.sum(this.rowParts(place, 'all'), rows, width)
        : (this.#cut(steps, width) ?? this.#draw.join(steps.map((parts) => this.sum(parts, this.#batch, width))));
    this.#rowsMade.set(key, made);
    return made;
  }

  /** The parts of such a row: as they lie, where they lie side by side, or else put together. */
  rowParts(place: Place, step: number | 'all'): readonly Part[] {
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
                  const value = this.sum(parts, rows, size);
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
    const block = this.#weightGradients.find(({ upstream }) => upstream.buffer.index === buffer)?.block;
    return (block?.parts ?? []).map(({ column, columns }) => ({ column, size: columns }));
  }

  /** Parts added up, as a tensor of their own, [rows, size]. */
  sum(parts: readonly Part[], rows: number, size: number): tf.Tensor2D {
    const [first] = parts;
    if (first === undefined) return tf.zeros([rows, size]);
    const { tensor, row, column } = first;
    if (parts.length === 1) {
      if (row === 0 && column === 0 && tensor.shape[0] === rows && tensor.shape[1] === size) return tensor;
    }
    return this.#added(parts, rows, size);
  }

  /** A copy of what is given, laid out as draws read it: tfjs would lay it out anew for every draw. */
  laidOut(tensor: tf.Tensor): tf.Tensor {
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

  /** A state's old values over all steps: what it was at first, and its new values but the last. */
  before(place: Place, size: number): tf.Tensor2D {
    const first = this.sum(this.#values.read(place, 0), this.#batch, size);
    if (this.#steps === 1) return first;
    const later = this.over({ ...place, shift: 1 }, size);
    return tf.concat([first, tf.slice(later, [0, 0], [(this.#steps - 1) * this.#batch, size])], 0);
  }
}
