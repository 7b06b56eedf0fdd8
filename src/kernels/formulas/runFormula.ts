import type { Formula, FunctionId } from './Formula';

/** Numbers that are worked on at a time: they fit into a processor's cache. */
const block = 1024;

type Work = (to: Float64Array, inputs: readonly Float64Array[], count: number) => void;

const one = (value: (a: number) => number): Work => {
  return (to, [a = to], count) => {
    for (let i = 0; i < count; i++) to[i] = value(a[i] ?? 0);
  };
};
const two = (value: (a: number, b: number) => number): Work => {
  return (to, [a = to, b = to], count) => {
    for (let i = 0; i < count; i++) to[i] = value(a[i] ?? 0, b[i] ?? 0);
  };
};

const functions: Readonly<Record<FunctionId, Work>> = {
  add: two((a, b) => a + b),
  sub: two((a, b) => a - b),
  mul: two((a, b) => a * b),
  div: two((a, b) => a / b),
  min: two(Math.min),
  max: two(Math.max),
  sqrt: one(Math.sqrt),
  exp: one(Math.exp),
  log: one(Math.log),
  sigmoid: one((a) => 1 / (1 + Math.exp(-a))),
  tanh: one(Math.tanh),
  select: (to, [condition = to, yes = to, no = to], count) => {
    for (let i = 0; i < count; i++) to[i] = ((condition[i] ?? 0) > 0 ? yes[i] : no[i]) ?? 0;
  },
};

/**
 * Computes a formula over flat arrays, in double precision between reading and writing: where there is no WebAssembly, and to check what
 * is written for it. Arrays may be written in place.
 * @param rows by slot; all of one length, but scalar slots, which hold one number
 */
export function runFormula(formula: Formula, rows: Readonly<Record<string, Float32Array | readonly number[]>>): void {
  const used = formula.used();
  const values = new Map(used.map((term) => [term, new Float64Array(block)]));
  const arrays = formula.slots.map(({ key }) => {
    const array = rows[key];
    if (array === undefined) throw new Error(`the formula reads ${key}, which was not given`);
    return array;
  });
  const length = Math.max(
    0,
    ...formula.slots.map(({ spread }, slot) => (spread === 'scalar' ? 0 : (arrays[slot]?.length ?? 0))),
  );
  for (let start = 0; start < length; start += block) {
    const count = Math.min(block, length - start);
    for (const term of used) {
      const instruction = formula.instructions[term];
      const to = values.get(term);
      if (instruction === undefined || to === undefined) continue;
      if (instruction.kind === 'constant') to.fill(instruction.value);
      else if (instruction.kind === 'apply')
        functions[instruction.function](
          to,
          instruction.inputs.map((input) => values.get(input) ?? to),
          count,
        );
      else {
        const array = arrays[instruction.slot] ?? [];
        if (formula.slots[instruction.slot]?.spread === 'scalar') to.fill(array[0] ?? 0);
        else for (let i = 0; i < count; i++) to[i] = array[start + i] ?? 0;
      }
    }
    for (const { slot, term, isAdded } of formula.stores) {
      const array = arrays[slot] as Float32Array;
      const from = values.get(term);
      for (let i = 0; i < count; i++) array[start + i] = (isAdded ? (array[start + i] ?? 0) : 0) + (from?.[i] ?? 0);
    }
  }
}
