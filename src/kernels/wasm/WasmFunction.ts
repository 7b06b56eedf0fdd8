import { float32, signed, unsigned } from './bytes';

/** The types of values that the emitter knows: addresses and counts, single precision, and four of them side by side. */
export type ValueType = 'i32' | 'f32' | 'v128';

/** A parameter or local variable of a function. */
export interface Local {
  readonly index: number;
  readonly type: ValueType;
}

/** What can be called. Functions are numbered when the module is written. */
export interface Callable {
  readonly index: number;
}

/** The bytes by which WebAssembly names its types. */
export const typeCodes: Readonly<Record<ValueType, number>> = { i32: 0x7f, f32: 0x7d, v128: 0x7b };

const plain = {
  'i32.eqz': 0x45,
  'i32.lt_s': 0x48,
  'i32.gt_s': 0x4a,
  'i32.ge_s': 0x4e,
  'i32.add': 0x6a,
  'i32.sub': 0x6b,
  'i32.mul': 0x6c,
  'i32.and': 0x71,
  'i32.shl': 0x74,
  'f32.add': 0x92,
  'f32.sub': 0x93,
  'f32.mul': 0x94,
  'f32.div': 0x95,
  'f32.max': 0x97,
} as const;

const simd = {
  'f32x4.splat': 0x13,
  'v128.and': 0x4e,
  'v128.bitselect': 0x52,
  'f32x4.gt': 0x44,
  'f32x4.nearest': 0x6a,
  'i32x4.shl': 0xab,
  'i32x4.shr_u': 0xad,
  'i32x4.add': 0xae,
  'i32x4.sub': 0xb1,
  'v128.or': 0x50,
  'f32x4.sqrt': 0xe3,
  'f32x4.add': 0xe4,
  'f32x4.sub': 0xe5,
  'f32x4.mul': 0xe6,
  'f32x4.div': 0xe7,
  'f32x4.min': 0xe8,
  'f32x4.max': 0xe9,
  'i32x4.trunc_sat_f32x4_s': 0xf8,
  'f32x4.convert_i32x4_s': 0xfa,
} as const;

/** An instruction that takes all it needs from the stack. */
export type Instruction = keyof typeof plain | keyof typeof simd;

/** Writes the body of one WebAssembly function, instruction by instruction, in the order of the stack machine. */
export class WasmFunction implements Callable {
  readonly index: number;
  readonly parameters: readonly Local[];
  readonly #locals: Local[] = [];
  readonly #code: number[] = [];

  constructor(index: number, parameters: readonly ValueType[]) {
    this.index = index;
    this.parameters = parameters.map((type, place) => ({ index: place, type }));
  }

  /** A new local variable, zero at first. */
  local(type: ValueType): Local {
    const local = { index: this.parameters.length + this.#locals.length, type };
    this.#locals.push(local);
    return local;
  }

  get(local: Local): this {
    return this.#add(0x20, ...unsigned(local.index));
  }

  set(local: Local): this {
    return this.#add(0x21, ...unsigned(local.index));
  }

  tee(local: Local): this {
    return this.#add(0x22, ...unsigned(local.index));
  }

  i32(value: number): this {
    return this.#add(0x41, ...signed(value));
  }

  f32(value: number): this {
    return this.#add(0x43, ...float32(value));
  }

  /** The same number four times. */
  v128(value: number): this {
    const lane = float32(value);
    return this.#add(0xfd, 0x0c, ...lane, ...lane, ...lane, ...lane);
  }

  /** Four 32-bit patterns. */
  lanes(values: readonly [number, number, number, number]): this {
    return this.#add(0xfd, 0x0c, ...new Uint8Array(Int32Array.from(values).buffer));
  }

  do(instruction: Instruction): this {
    return instruction in plain
      ? this.#add(plain[instruction as keyof typeof plain])
      : this.#add(0xfd, ...unsigned(simd[instruction as keyof typeof simd]));
  }

  /** Reads an i32 at the address on the stack. */
  loadI32(offset = 0): this {
    return this.#add(0x28, 2, ...unsigned(offset));
  }

  loadF32(offset = 0): this {
    return this.#add(0x2a, 2, ...unsigned(offset));
  }

  storeF32(offset = 0): this {
    return this.#add(0x38, 2, ...unsigned(offset));
  }

  loadV128(offset = 0): this {
    return this.#add(0xfd, 0x00, 2, ...unsigned(offset));
  }

  storeV128(offset = 0): this {
    return this.#add(0xfd, 0x0b, 2, ...unsigned(offset));
  }

  /** Reads one number and repeats it four times. */
  loadSplat(offset = 0): this {
    return this.#add(0xfd, 0x09, 2, ...unsigned(offset));
  }

  /** One lane of the vector on the stack. */
  lane(place: 0 | 1 | 2 | 3): this {
    return this.#add(0xfd, 0x1f, place);
  }

  /** Fills memory with zero bytes; the stack holds the address, then the number of bytes. */
  clear(): this {
    const count = this.local('i32');
    return this.set(count)
      .i32(0)
      .get(count)
      .#add(0xfc, ...unsigned(0x0b), 0x00);
  }

  call(target: Callable): this {
    return this.#add(0x10, ...unsigned(target.index));
  }

  /** Repeats the body `count` times (a local, i32), none if it is not positive; the counter is used up. */
  times(count: Local, body: () => void): this {
    this.get(count).i32(0).do('i32.gt_s');
    this.#add(0x04, 0x40, 0x03, 0x40);
    body();
    this.get(count).i32(1).do('i32.sub').tee(count);
    return this.#add(0x0d, 0, 0x0b, 0x0b);
  }

  /** Repeats the body while a counter, which the body must change, is at least `least`. */
  whileAtLeast(counter: Local, least: number, body: () => void): this {
    this.#add(0x02, 0x40, 0x03, 0x40);
    this.get(counter).i32(least).do('i32.lt_s');
    this.#add(0x0d, 1);
    body();
    return this.#add(0x0c, 0, 0x0b, 0x0b);
  }

  /** Does the body if the i32 on the stack is not zero. */
  if(body: () => void): this {
    this.#add(0x04, 0x40);
    body();
    return this.#add(0x0b);
  }

  /** Adds a constant to an i32 local. */
  advance(local: Local, by: number): this {
    return this.get(local).i32(by).do('i32.add').set(local);
  }

  /** The body as a module's code section holds it. */
  toBytes(): number[] {
    const groups = this.#locals.map(({ type }) => [1, typeCodes[type]]);
    const body = [...unsigned(groups.length), ...groups.flat()];
    // A body may be long: it is joined by hand, because spreading it would not fit on the stack.
    for (const byte of this.#code) body.push(byte);
    body.push(0x0b);
    return body;
  }

  #add(...bytes: readonly number[]): this {
    for (const byte of bytes) this.#code.push(byte);
    return this;
  }
}
