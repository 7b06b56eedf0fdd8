import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '../base/random';
import { cells } from '../cells';
import { type Cell, defineCell } from '../equations/defineCell';
import { drawParameters, drawVector } from '../equations/drawParameters';
import { evaluateIntervened } from '../equations/evaluateIntervened';
import type { Intervention } from '../equations/Intervention';
import * as language from '../equations/language';
import { termsOf } from '../equations/termsOf';
import { nextSymbol } from '../networks/nextSymbol';
import { systems } from '../systems';
import type { System } from '../systems/System';
import type { Weights } from '../traces/Weights';
import { toTensors } from '../training/tensors';
import { checkTrace } from './checkTrace';
import { runNetwork } from './runNetwork';

const goOn = { backend: 'cpu', pause: () => Promise.resolve(true) } as const;
const sizes = { X: 3, H: 4, Y: 3 };
const T = 9;

/** A network without time. */
const perceptron = defineCell({
  id: 'perceptron',
  state: [],
  sizes: { a: 'H', y: 'Y' },
  equations({ x, affine }) {
    const a = language.tanh(affine('a', x));
    return { a, y: language.softmax(affine('y', { a })) };
  },
});

const networks: Record<string, Cell> = {
  tanh: nextSymbol(cells.tanh),
  lstm: nextSymbol(cells.lstm),
  gru: nextSymbol(cells.gru),
  peephole: nextSymbol(cells['lstm-peephole']),
  perceptron,
};

const systemOf = (network: Cell): System => ({ ...systems['tanh-rnn-letters'], id: network.id, network, sizes });

/** Weights that single and double precision share to the bit. */
function drawWeights(network: Cell, seed: number): { weights: Weights; parameters: ReturnType<typeof drawParameters> } {
  const parameters = Object.fromEntries(
    Object.entries(drawParameters(network, sizes, createRandom(seed))).map(([name, values]) => [
      name,
      values.map((line) => (typeof line === 'number' ? Math.fround(line) : line.map(Math.fround))) as typeof values,
    ]),
  );
  const weights = Object.fromEntries(
    Object.entries(parameters).map(([name, values]) => [
      name,
      {
        shape: [values.length, ...(Array.isArray(values[0]) ? [values[0].length] : [])],
        values: Float32Array.from(values.flat()),
      },
    ]),
  );
  return { weights, parameters };
}

/** Any intervention of a kind that a network allows, over any span. */
function interventionOn(network: Cell, kind: Intervention['kind'], pick: (below: number) => number): Intervention {
  const of = <T>(list: readonly T[]): T => {
    const found = list[pick(list.length)];
    if (found === undefined) throw new Error(`${network.id} has nothing for ${kind}`);
    return found;
  };
  const from = pick(T + 1);
  const span = { ...(from > 0 ? { from } : {}), ...(pick(2) === 0 ? { until: from + 1 + pick(T) } : {}) };
  const quantity = of([...network.quantities.keys()]);
  switch (kind) {
    case 'clamp':
      return { kind, quantity, value: 0.5 - pick(3) / 4, ...(pick(2) === 0 ? { units: [pick(3)] } : {}), ...span };
    case 'silence':
      return { kind, quantity, unit: pick(3), ...span };
    case 'cut':
      return { kind, weight: of(network.parameters.filter(({ name }) => name.startsWith('W_'))).name, ...span };
    case 'edit': {
      const { name, shape } = of(network.parameters);
      const column = shape.length > 1 ? { column: pick(3) } : {};
      return { kind, parameter: name, row: pick(3), ...column, value: 1.5, ...span };
    }
    case 'strike': {
      const named = [...network.quantities.keys()].filter((name) => termsOf(network, name).length > 1);
      const struck = of(named);
      return { kind, quantity: struck, term: of(termsOf(network, struck)).path, ...span };
    }
  }
}

const inputOf = (xs: readonly number[][]) =>
  ({ kind: 'vectors', steps: xs.length, values: Float32Array.from(xs.flat()) }) as const;
const drawInput = (seed: number): number[][] => {
  const random = createRandom(seed);
  return Array.from({ length: T }, () => drawVector(sizes.X, random).map(Math.fround));
};

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe.each(Object.keys(networks))('%s', (id) => {
  const network = networks[id] ?? perceptron;
  const system = systemOf(network);
  const quantities = [...network.quantities.keys()];

  test.each(['clamp', 'silence', 'cut', 'edit', 'strike'] as const)(
    'with %s at random spans tfjs runs as double precision does, and the check obeys it too',
    async (kind) => {
      await fc.assert(
        fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 3 }), async (seed, count) => {
          const random = createRandom(seed);
          const pick = (below: number): number => random.integer(below);
          const interventions = Array.from({ length: kind === 'strike' ? 1 : count }, () =>
            interventionOn(network, kind, pick),
          );
          const { weights, parameters } = drawWeights(network, seed);
          const xs = drawInput(seed);
          const before = tf.memory().numTensors;
          const tensors = toTensors(weights);
          const job = { input: inputOf(xs), quantities, interventions };
          const trace = await runNetwork(system, { weights, tensors }, job, goOn);
          if (trace === undefined) throw new Error('the run was cancelled');
          tf.dispose(Object.values(tensors));
          expect(tf.memory().numTensors).toBe(before);

          const exact = evaluateIntervened(network, parameters, xs, interventions);
          for (const name of quantities) {
            const found = [...(trace.quantities[name]?.values ?? [])];
            const expected = exact.flatMap((step) => step[name] ?? []);
            expect(found).toHaveLength(expected.length);
            found.forEach((value, i) => expect(Math.abs(value - (expected[i] ?? Number.NaN)), name).toBeLessThan(2e-5));
          }
          expect((await checkTrace(system, weights, trace, 'run', goOn.pause))?.largest).toBeLessThan(1e-6);
        }),
        { numRuns: 8, seed: 7 },
      );
    },
  );

  test('an empty list of interventions is no intervention, to the bit', async () => {
    const { weights } = drawWeights(network, 3);
    const input = inputOf(drawInput(3));
    const run = async (job: object): Promise<number[]> => {
      const tensors = toTensors(weights);
      const trace = await runNetwork(system, { weights, tensors }, { input, quantities, ...job }, goOn);
      tf.dispose(Object.values(tensors));
      expect(trace?.interventions).toBeUndefined();
      return quantities.flatMap((name) => [...(trace?.quantities[name]?.values ?? [])]);
    };
    expect(await run({ interventions: [] })).toEqual(await run({}));
  });
});

test('a state is edited at one step alone: exactly held there, untouched before, and the next step reads it', async () => {
  const network = nextSymbol(cells.tanh);
  const { weights, parameters } = drawWeights(network, 5);
  const xs = drawInput(5);
  const interventions: Intervention[] = [{ kind: 'clamp', quantity: 'h', value: 0.75, units: [2], from: 4, until: 5 }];
  const run = async (done: readonly Intervention[]) => {
    const tensors = toTensors(weights);
    const job = { input: inputOf(xs), quantities: ['h'], interventions: done };
    const trace = await runNetwork(systemOf(network), { weights, tensors }, job, goOn);
    return trace?.quantities.h?.values ?? new Float32Array();
  };
  const [plain, edited] = [await run([]), await run(interventions)];
  expect(edited.slice(0, 4 * 4)).toEqual(plain.slice(0, 4 * 4));
  expect(edited[4 * 4 + 2]).toBe(0.75);
  expect(edited.slice(4 * 4, 4 * 4 + 2)).toEqual(plain.slice(4 * 4, 4 * 4 + 2));
  // After its step the unit is free again, but what it was told lives on in all of them.
  const next = (state: readonly number[]): number[] =>
    [0, 1, 2, 3].map((k) => {
      const sum = (name: string, values: readonly number[]): number =>
        values.reduce((total, value, j) => total + value * ((parameters[name] as number[][])[j]?.[k] ?? 0), 0);
      return Math.tanh(sum('W_xh', xs[5] ?? []) + sum('W_hh', state) + ((parameters.b_h as number[])[k] ?? 0));
    });
  next([...edited.slice(4 * 4, 5 * 4)]).forEach((value, k) => expect(edited[5 * 4 + k]).toBeCloseTo(value, 6));
  expect(edited[5 * 4]).not.toBe(plain[5 * 4]);
});

test('the check sees interventions that a Trace only claims', async () => {
  const network = nextSymbol(cells.tanh);
  const { weights } = drawWeights(network, 6);
  const job = { input: inputOf(drawInput(6)), quantities: ['h'] };
  const trace = await runNetwork(systemOf(network), { weights, tensors: toTensors(weights) }, job, goOn);
  if (trace === undefined) throw new Error('the run was cancelled');
  const claimed = { ...trace, interventions: [{ kind: 'silence', quantity: 'h', unit: 1, from: 6 }] as const };
  expect((await checkTrace(systemOf(network), weights, claimed, 5, goOn.pause))?.largest).toBeLessThan(1e-6);
  expect((await checkTrace(systemOf(network), weights, claimed, 6, goOn.pause))?.largest).toBeGreaterThan(1e-3);
});

test('weights of another width than the system’s run at their own, and none may change what comes in or goes out', async () => {
  const addition: System = systems['binary-addition'];
  const shapes = { W_xh: [2, 3], W_hh: [3, 3], b_h: [3], W_hy: [3, 1], b_y: [1] };
  const weights = Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [
      name,
      { shape, values: Float32Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => (i % 5) / 5) },
    ]),
  );
  const input = { kind: 'vectors', steps: 2, values: Float32Array.of(1, 0, 1, 1) } as const;
  const trace = await runNetwork(
    addition,
    { weights, tensors: toTensors(weights) },
    { input, quantities: ['y'] },
    goOn,
  );
  expect(trace?.quantities.h?.size).toBe(3);
  expect(trace?.vectors).toEqual(Float32Array.of(1, 0, 1, 1));
  if (trace === undefined) throw new Error('the run was cancelled');
  expect((await checkTrace(addition, weights, trace, 'run', goOn.pause))?.largest).toBeLessThan(1e-6);
});

test('what cannot be read is refused in words', async () => {
  const network = nextSymbol(cells.tanh);
  const { weights } = drawWeights(network, 1);
  const loaded = { weights, tensors: toTensors(weights) };
  const run = (input: Parameters<typeof runNetwork>[2]['input']) =>
    runNetwork(systemOf(network), loaded, { input, quantities: [] }, goOn);
  await expect(run({ kind: 'tokens', tokens: [0, 3] })).rejects.toThrow(
    'step 1 holds the token 3; the network knows 0 to 2',
  );
  await expect(run({ kind: 'vectors', steps: 2, values: new Float32Array(5) })).rejects.toThrow(
    '2 steps of 3 numbers are 6; 5 came',
  );
  await expect(run({ kind: 'vectors', steps: 1, values: Float32Array.of(0, Number.NaN, 0) })).rejects.toThrow(
    'step 0 holds NaN, which is no number',
  );
});
