import type { WasmModule } from '../wasm/WasmModule';
import { emitProgram, heads } from './emitProgram';
import type { FusedPlan } from './FusedPlan';
import type { Buffer, Place } from './Layout';

/** Bytes of a page of WebAssembly's memory. */
const page = 65_536;
const float = 4;

/** The functions of a program's module: the plan's own, and those that were added. */
type Exports = Readonly<Record<string, ((...given: readonly number[]) => void) | undefined>>;

/** Rows of numbers in a program's memory. */
export interface Rows {
  /** All of the rows, padding included. */
  readonly values: Float32Array;
  /** Numbers between the starts of two rows, and where in a row the value begins. */
  readonly stride: number;
  readonly column: number;
}

/** What a program keeps in its memory besides what its plan asks for. */
export interface Extras {
  /** Adds functions of its own to the module, for `call`. */
  readonly extend?: (module: WasmModule) => void;
  /** Numbers that stay where they are. */
  readonly kept?: number;
  /** Numbers for each step of each sequence. */
  readonly perRow?: number;
}

/**
 * A plan made to run: a small WebAssembly module, written for this network, and a memory of its own. Everything that goes in or comes out
 * is a view of that memory; a view is void once more room has been laid out.
 */
export class FusedProgram {
  readonly plan: FusedPlan;
  /** Where the extra numbers begin that stay, in bytes. */
  readonly kept: number;
  readonly #memory = new WebAssembly.Memory({ initial: 1 });
  readonly #exports: Exports;
  readonly #perRow: number;
  readonly #bases = new Map<Buffer, number>();
  readonly #heads: Record<(typeof heads)[number], number>;
  /** Where that begins which lies elsewhere for every T and B. */
  readonly #first: number;
  #extraRows = 0;
  #T = 0;
  #B = 0;

  /** @throws Error where WebAssembly, or its SIMD part, is not to be had */
  constructor(plan: FusedPlan, { extend, kept = 0, perRow = 0 }: Extras = {}) {
    this.plan = plan;
    this.#perRow = perRow;
    const module = new WebAssembly.Module(emitProgram(plan, extend));
    const instance = new WebAssembly.Instance(module, { env: { memory: this.#memory } });
    this.#exports = instance.exports as unknown as Exports;
    const weights = padBytes(float * (heads.length + plan.buffers.length));
    const gradients = weights + padBytes(float * plan.parameterCount);
    this.kept = gradients + padBytes(float * plan.parameterCount);
    const units = this.kept + padBytes(float * kept);
    this.#first = units + padBytes(float * plan.unitCount);
    this.#heads = { weights, gradients, tokens: 0, mask: 0, units };
    this.lay(1, 1);
    const held = this.floats(units, plan.unitCount);
    for (const { units: columns, start } of plan.unitMasks) for (const column of columns) held[start + column] = 1;
  }

  get T(): number {
    return this.#T;
  }

  get B(): number {
    return this.#B;
  }

  /** Makes room for T steps of B sequences. Weights, and what else is kept, stay as they are. */
  lay(T: number, B: number): void {
    if (T === this.#T && B === this.#B) return;
    const { buffers } = this.plan;
    let end = this.#first;
    const take = (numbers: number): number => {
      const start = end;
      end += padBytes(numbers * float);
      return start;
    };
    this.#heads.tokens = take(T * B);
    this.#heads.mask = take(T * B);
    for (const buffer of buffers) this.#bases.set(buffer, take(rowsOf(buffer, T, B) * buffer.width));
    this.#extraRows = take(T * B * this.#perRow);
    const missing = end - this.#memory.buffer.byteLength;
    if (missing > 0) this.#memory.grow(Math.ceil(missing / page));
    // The padding of rows is zero, whatever lay there before.
    this.floats(this.#first, (end - this.#first) / float).fill(0);
    const table = new Int32Array(this.#memory.buffer, 0, heads.length + buffers.length);
    heads.forEach((name, place) => {
      table[place] = this.#heads[name];
    });
    buffers.forEach((buffer, place) => {
      table[heads.length + place] = this.#bases.get(buffer) ?? 0;
    });
    [this.#T, this.#B] = [T, B];
  }

  /** The flat vector of all weights, padding included, [parameterCount]. */
  weights(): Float32Array {
    return this.floats(this.#heads.weights, this.plan.parameterCount);
  }

  /** Their gradients. */
  gradients(): Float32Array {
    return this.floats(this.#heads.gradients, this.plan.parameterCount);
  }

  /** Token ids, [T·B]. */
  tokens(): Int32Array {
    return new Int32Array(this.#memory.buffer, this.#heads.tokens, this.#T * this.#B);
  }

  /** 1 or 0, [T·B]. */
  mask(): Float32Array {
    return this.floats(this.#heads.mask, this.#T * this.#B);
  }

  /** Part of the memory as numbers. @param address in bytes */
  floats(address: number, count: number): Float32Array {
    return new Float32Array(this.#memory.buffer, address, count);
  }

  /** Part of the memory as whole numbers. */
  integers(address: number, count: number): Int32Array {
    return new Int32Array(this.#memory.buffer, address, count);
  }

  /** The rows of a value, T·B of them, of the steps that it is of. */
  rows(place: Place): Rows {
    const { width } = place.buffer;
    return {
      values: this.floats(this.addressOf({ ...place, column: 0 }), this.#T * this.#B * width),
      stride: width,
      column: place.column,
    };
  }

  /** The rows of a state before the first step, or of its gradient, B of them; with `isLast` those after the last step. */
  stateRows({ buffer, column }: Place, isLast = false): Rows {
    const skipped = isLast ? this.#T * this.#B * buffer.width : 0;
    const address = (this.#bases.get(buffer) ?? 0) + skipped * float;
    return { values: this.floats(address, this.#B * buffer.width), stride: buffer.width, column };
  }

  /** Where a value's first row lies, in bytes. */
  addressOf({ buffer, column, shift }: Place): number {
    return (this.#bases.get(buffer) ?? 0) + (shift * this.#B * buffer.width + column) * float;
  }

  /** Where weights, gradients, tokens or mask lie, in bytes. */
  headOf(name: (typeof heads)[number]): number {
    return this.#heads[name];
  }

  /** Where the extra numbers of the rows begin, in bytes. */
  get extraRows(): number {
    return this.#extraRows;
  }

  /** Lets the program read its weights elsewhere in its memory. */
  pointWeights(address: number): void {
    this.#heads.weights = address;
    this.integers(0, heads.length)[heads.indexOf('weights')] = address;
  }

  /** Calls a function of the module. */
  call(name: string, ...given: readonly number[]): void {
    const found = this.#exports[name];
    if (found === undefined) throw new Error(`the program has no function ${name}`);
    found(...given);
  }

  /** Runs all T steps of all B sequences. */
  forward(): void {
    this.call('forward', this.#T, this.#B);
  }

  /** Makes room for a way back: gradients of weights and states are zero, and upstream gradients can be put in their places. */
  clearGradients(): void {
    this.gradients().fill(0);
    for (const buffer of this.plan.cleared)
      this.floats(this.#bases.get(buffer) ?? 0, rowsOf(buffer, this.#T, this.#B) * buffer.width).fill(0);
  }

  /** Goes back through all steps, and adds up the gradients of the weights. */
  backward(): void {
    this.call('backward', this.#T, this.#B);
    this.call('gather', this.#T, this.#B);
  }
}

function rowsOf({ steps }: Buffer, T: number, B: number): number {
  if (steps === 'one') return B;
  return steps === 'led' ? (T + 1) * B : T * B;
}

function padBytes(bytes: number): number {
  return (bytes + 15) & ~15;
}
