import { text, unsigned, vector } from './bytes';
import { typeCodes, type ValueType, WasmFunction } from './WasmFunction';

/** Gathers functions into one WebAssembly module that works on a memory from outside, `env.memory`. */
export class WasmModule {
  readonly #functions: {
    readonly body: WasmFunction;
    readonly name: string | undefined;
    readonly types: readonly ValueType[];
  }[] = [];

  /** Adds a function without a result, and writes its body; with a name it can be called from outside. */
  add(parameters: readonly ValueType[], write: (body: WasmFunction) => void, name?: string): WasmFunction {
    const body = new WasmFunction(this.#functions.length, parameters);
    this.#functions.push({ body, name, types: parameters });
    write(body);
    return body;
  }

  /** The module in WebAssembly's binary form, version 1 with the SIMD extension. */
  toBytes(): Uint8Array<ArrayBuffer> {
    const signatures = [...new Set(this.#functions.map(({ types }) => types.join()))];
    const sections: readonly (readonly [number, readonly number[]])[] = [
      [1, vector(signatures.map((types) => [0x60, ...vector(typesOf(types).map((type) => [typeCodes[type]])), 0]))],
      [2, vector([[...text('env'), ...text('memory'), 0x02, 0x00, ...unsigned(1)]])],
      [3, vector(this.#functions.map(({ types }) => unsigned(signatures.indexOf(types.join()))))],
      [
        7,
        vector(
          this.#functions.flatMap(({ body, name }) =>
            name === undefined ? [] : [[...text(name), 0x00, ...unsigned(body.index)]],
          ),
        ),
      ],
      [10, codeOf(this.#functions.map(({ body }) => body.toBytes()))],
    ];
    const bytes = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
    for (const [id, content] of sections) {
      bytes.push(id, ...unsigned(content.length));
      for (const byte of content) bytes.push(byte);
    }
    return Uint8Array.from(bytes);
  }
}

function typesOf(list: string): ValueType[] {
  return list === '' ? [] : (list.split(',') as ValueType[]);
}

function codeOf(bodies: readonly (readonly number[])[]): number[] {
  const code = unsigned(bodies.length);
  for (const body of bodies) {
    code.push(...unsigned(body.length));
    for (const byte of body) code.push(byte);
  }
  return code;
}
