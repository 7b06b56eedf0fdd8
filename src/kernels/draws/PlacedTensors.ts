import type { Place } from '../fused/Layout';
import type { Part } from './Stage';

/** Values at all steps at once, or of a whole row of products. */
interface Whole {
  readonly part: Part;
  /** The column of the buffer's row where it begins. */
  readonly column: number;
  /** The shift of the place that it was put in. */
  readonly shift: number;
}

/**
 * Where a plan's values lie when there is no memory of its own to put them in: which parts of which tensors add up to them. A value is put
 * for all steps at once, or for one; what is put for a step hides what was put for all.
 */
export class PlacedTensors {
  readonly #batch: number;
  readonly #atStep = new Map<string, readonly Part[]>();
  readonly #rows = new Map<string, readonly Part[]>();
  readonly #stepwise = new Set<number>();
  readonly #whole = new Map<number, readonly Whole[]>();

  /** @param batch rows of a step */
  constructor(batch: number) {
    this.#batch = batch;
  }

  /** The parts that add up to a value at a step, or over all steps. None is zero. */
  read(place: Place, step: number | 'all'): readonly Part[] {
    const { buffer, column, shift } = place;
    if (step !== 'all') {
      const own = this.#atStep.get(stepKey(place, step));
      if (own !== undefined) return own;
    }
    const ofAll = (this.#whole.get(buffer.index) ?? []).flatMap((whole) => {
      const isRow = whole.column === 0 && whole.part.tensor.shape[1] > column;
      if (!isRow && whole.column !== column) return [];
      const row = step === 'all' ? 0 : (step + shift - whole.shift) * this.#batch;
      return row < 0 ? [] : [{ tensor: whole.part.tensor, row, column: whole.part.column + column - whole.column }];
    });
    const ofRow = step === 'all' ? [] : (this.#rows.get(rowKey(place, step)) ?? []);
    return [...ofAll, ...ofRow.map((part) => ({ ...part, column: part.column + column }))];
  }

  /** Puts a value at a step: what was there is gone. */
  put(place: Place, step: number, parts: readonly Part[]): void {
    this.#stepwise.add(place.buffer.index);
    this.#atStep.set(stepKey(place, step), parts);
  }

  /** Whether something in the buffer was put for a step alone. */
  isStepwise({ buffer }: Place): boolean {
    return this.#stepwise.has(buffer.index);
  }

  /** Puts a value for all steps, beside what else is put for all. */
  putAll({ buffer, column, shift }: Place, part: Part): void {
    this.#whole.set(buffer.index, [...(this.#whole.get(buffer.index) ?? []), { part, column, shift }]);
  }

  /** Replaces a value for all steps. */
  replaceAll(place: Place, parts: readonly Part[]): void {
    const others = (this.#whole.get(place.buffer.index) ?? []).filter(({ column }) => column !== place.column);
    this.#whole.set(place.buffer.index, others);
    for (const part of parts) this.putAll(place, part);
  }

  /** Adds a product to a whole row at a step. */
  addRow(place: Place, step: number, part: Part): void {
    const key = rowKey(place, step);
    this.#rows.set(key, [...(this.#rows.get(key) ?? []), part]);
  }
}

function stepKey({ buffer, column, shift }: Place, step: number): string {
  return `${buffer.index} ${column} ${step + shift}`;
}

function rowKey({ buffer, shift }: Place, step: number): string {
  return `${buffer.index} ${step + shift}`;
}
