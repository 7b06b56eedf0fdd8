import { describe, expect, test } from 'vitest';
import { Formula, type FunctionId } from '../formulas/Formula';
import { runFormula } from '../formulas/runFormula';
import { emitFormula } from './emitFormula';
import { WasmModule } from './WasmModule';

/** Runs one function over arguments in WebAssembly. */
function runVectors(name: FunctionId, ...inputs: readonly Float32Array[]): Float32Array {
  const formula = formulaOf(name, inputs.length);
  const columns = inputs[0]?.length ?? 0;
  const module = new WasmModule();
  emitFormula(module, formula, columns, () => columns, 'run');
  const memory = new WebAssembly.Memory({ initial: 64 });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.toBytes()), { env: { memory } });
  const stride = ((columns + 3) & ~3) * 4;
  inputs.forEach((values, place) => new Float32Array(memory.buffer, place * stride, columns).set(values));
  (exports.run as (...given: number[]) => void)(1, ...[...inputs, 0].map((_, place) => place * stride));
  return new Float32Array(memory.buffer, inputs.length * stride, columns);
}

function formulaOf(name: FunctionId, arity: number): Formula {
  const formula = new Formula();
  const inputs = Array.from({ length: arity }, (_, place) => formula.load({ key: `input ${place}`, spread: 'row' }));
  formula.store({ key: 'output', spread: 'row' }, formula.apply(name, ...inputs));
  return formula;
}

function grid(from: number, to: number, count = 20_001): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
}

/** The largest error over a grid, absolute or of the value. */
function largestError(name: FunctionId, exact: (a: number) => number, xs: Float32Array, isRelative: boolean): number {
  const found = runVectors(name, xs);
  return xs.reduce((most, x, i) => {
    const value = exact(x);
    return Math.max(most, Math.abs((found[i] ?? Number.NaN) - value) / (isRelative ? Math.abs(value) : 1));
  }, 0);
}

describe('what is written for WebAssembly keeps to its stated error', () => {
  test.each<[FunctionId, (a: number) => number, Float32Array, boolean, number]>([
    ['exp', Math.exp, grid(-86, 87), true, 2e-7],
    ['exp', Math.exp, grid(-1, 1), true, 2e-7],
    ['log', Math.log, grid(1e-3, 3), false, 3e-7],
    ['log', Math.log, grid(3, 1e6), true, 2e-7],
    ['sigmoid', (a) => 1 / (1 + Math.exp(-a)), grid(-90, 90), false, 2e-7],
    ['sigmoid', (a) => 1 / (1 + Math.exp(-a)), grid(-5, 5), false, 2e-7],
    ['tanh', Math.tanh, grid(-50, 50), false, 2e-7],
    ['tanh', Math.tanh, grid(-2, 2), false, 2e-7],
    ['sqrt', Math.sqrt, grid(0, 1e4), true, 1e-7],
  ])('%s', (name, exact, xs, isRelative, bound) => {
    const inside = name === 'sqrt' ? xs.subarray(1) : xs;
    expect(largestError(name, exact, inside, isRelative)).toBeLessThan(bound);
  });

  test('no number stays no number, so that divergence is seen', () => {
    for (const name of ['exp', 'sigmoid', 'tanh', 'sqrt'] as const)
      expect(runVectors(name, Float32Array.of(Number.NaN, 1))[0]).toBeNaN();
  });

  test('the functions of two and three numbers are what plain arithmetic says', () => {
    const [a, b, c] = [grid(-3, 3, 7), grid(2, 5, 7), grid(9, 1, 7)];
    for (const name of ['add', 'sub', 'mul', 'div', 'min', 'max', 'select'] as const) {
      const inputs = name === 'select' ? [a, b, c] : [a, b];
      const output = new Float32Array(7);
      runFormula(formulaOf(name, inputs.length), {
        ...Object.fromEntries(inputs.map((values, place) => [`input ${place}`, values])),
        output,
      });
      runVectors(name, ...inputs).forEach((value, i) => expect(value, name).toBeCloseTo(output[i] ?? Number.NaN, 5));
    }
  });
});

test('rows of any width keep their padding at zero, add up into a shared row, and read one scalar each', () => {
  for (const columns of [1, 2, 3, 4, 5, 7, 9]) {
    const formula = new Formula();
    const x = formula.load({ key: 'x', spread: 'row' });
    const scaled = formula.apply('mul', x, formula.load({ key: 's', spread: 'scalar' }));
    formula.store({ key: 'y', spread: 'row' }, formula.apply('add', scaled, formula.constant(1)));
    formula.store({ key: 'sum', spread: 'shared' }, scaled, true);
    const module = new WasmModule();
    const width = (columns + 3) & ~3;
    emitFormula(module, formula, columns, () => width, 'run');
    const memory = new WebAssembly.Memory({ initial: 1 });
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.toBytes()), { env: { memory } });
    const rows = 3;
    const places: Record<string, number> = { x: 0, s: 1024, y: 2048, sum: 4096 };
    const floats = (key: string, count: number) => new Float32Array(memory.buffer, places[key], count);
    for (let row = 0; row < rows; row++) {
      for (let k = 0; k < columns; k++) floats('x', rows * width)[row * width + k] = row + k;
      floats('s', rows)[row] = row + 1;
    }
    floats('sum', width).fill(0.5, 0, columns);
    (exports.run as (...given: number[]) => void)(rows, ...formula.slots.map(({ key }) => places[key] ?? 0));
    for (let row = 0; row < rows; row++)
      for (let k = 0; k < width; k++)
        expect(floats('y', rows * width)[row * width + k]).toBe(k < columns ? (row + k) * (row + 1) + 1 : 0);
    for (let k = 0; k < width; k++)
      expect(floats('sum', width)[k]).toBe(k < columns ? 0.5 + k + 2 * (1 + k) + 3 * (2 + k) : 0);
  }
});
