import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../base/random';
import { lstm } from '../cells/lstm';
import { tanh } from '../cells/tanh';
import { programs } from '../systems/programs';
import { centralDifferences } from './centralDifferences';
import { defineCell } from './defineCell';
import { drawParameters, drawVector } from './drawParameters';
import { evaluate, parameters } from './evaluate';
import { evaluateSequence } from './evaluateSequence';
import { add, sigmoid } from './language';
import { ShapeError } from './Shape';

const size = fc.integer({ min: 1, max: 5 });

/** Compares gradients with central differences: within 1e-6 of the largest. */
function expectSame(found: readonly number[], numeric: readonly number[], what: string): void {
  const largest = Math.max(...numeric.map(Math.abs), 1e-3);
  expect(found, what).toHaveLength(numeric.length);
  numeric.forEach((value, i) => {
    expect(Math.abs((found[i] ?? Number.NaN) - value), `${what}[${i}]`).toBeLessThanOrEqual(1e-6 * largest);
  });
}

describe.each(Object.entries(programs))('%s', (_id, program) => {
  test('differentiates in reverse as central differences do, by parameters, inputs and first state, masked or not', () => {
    fc.assert(
      fc.property(size, size, size, size, fc.boolean(), fc.nat(), (T, X, H, Y, isMasked, seed) => {
        const random = createRandom(seed);
        const sizes = { X, H, Y };
        const weights = drawParameters(program, sizes, random);
        const xs = Array.from({ length: T }, () => drawVector(X, random));
        const initial = Object.fromEntries(program.state.map((name) => [name, drawVector(H, random)]));
        const mask = isMasked ? Array.from({ length: T }, () => random.integer(2)) : undefined;
        const run = () => evaluateSequence(program, weights, xs, { initial, ...(mask && { mask }) });
        // Every quantity at every step has its say, but for some that are left out.
        const upstream = run().steps.map((step) =>
          Object.fromEntries(
            Object.entries(step).flatMap(([name, value]) =>
              random.uniform() < 0.2 ? [] : [[name, drawVector(value.length, random)]],
            ),
          ),
        );
        const loss = (): number =>
          run().steps.reduce(
            (total, step, t) =>
              total +
              Object.entries(upstream[t] ?? {}).reduce(
                (sum, [name, weight]) => sum + weight.reduce((dot, w, i) => dot + w * (step[name]?.[i] ?? 0), 0),
                0,
              ),
            0,
          );
        const { gradients } = evaluateSequence(program, weights, xs, { initial, upstream, ...(mask && { mask }) });
        for (const [name, value] of Object.entries(weights)) {
          const rows = (typeof value[0] === 'number' ? [value] : value) as number[][];
          const numeric = rows.flatMap((row) => centralDifferences(loss, row));
          expectSame(gradients?.parameters[name]?.flat() ?? [], numeric, name);
        }
        expectSame(
          gradients?.xs.flat() ?? [],
          xs.flatMap((x) => centralDifferences(loss, x)),
          'xs',
        );
        for (const [name, state] of Object.entries(initial))
          expectSame(gradients?.initial[name] ?? [], centralDifferences(loss, state), `initial ${name}`);
      }),
      { numRuns: 12, seed: 2 },
    );
  });

  test('a masked step carries the state on unchanged, and gives its input no gradient', () => {
    const random = createRandom(4);
    const sizes = { X: 3, H: 4, Y: 2 };
    const weights = drawParameters(program, sizes, random);
    const xs = Array.from({ length: 5 }, () => drawVector(3, random));
    const upstream = xs.map(() =>
      Object.fromEntries(program.state.slice(0, 1).map((name) => [name, drawVector(4, random)])),
    );
    const masked = evaluateSequence(program, weights, xs, { mask: [1, 1, 0, 0, 1], upstream });
    const short = evaluateSequence(
      program,
      weights,
      xs.filter((_, t) => t < 2 || t === 4),
    );
    for (const name of program.state) {
      expect(masked.steps[3]?.[name]).toEqual(masked.steps[1]?.[name]);
      expect(masked.steps[4]?.[name]).toEqual(short.steps[2]?.[name]);
    }
    expect(masked.gradients?.xs.slice(2, 4).flat()).toEqual(new Array<number>(6).fill(0));
  });

  test('a sequence is its steps, one after the other', () => {
    const random = createRandom(5);
    const weights = drawParameters(program, { X: 3, H: 4, Y: 2 }, random);
    const xs = Array.from({ length: 4 }, () => drawVector(3, random));
    let state: Record<string, number[]> = {};
    const steps = xs.map((x) => {
      const step = evaluate(program, weights, { x, ...state });
      state = Object.fromEntries(program.state.map((name) => [name, step[name] ?? []]));
      return step;
    });
    expect(evaluateSequence(program, weights, xs).steps).toEqual(steps);
  });

  test('a parameter that is missing, or has another shape, is named with both shapes', () => {
    const sizes = { X: 3, H: 4, Y: 2 };
    const weights = drawParameters(program, sizes, createRandom(6));
    const x = [0, 0, 0];
    for (const [name, shape] of Object.entries(parameters(program, sizes))) {
      const { [name]: _left, ...rest } = weights;
      expect(() => evaluate(program, rest, { x })).toThrow(`cell "${program.id}" needs the parameter ${name}; have`);
      // One row more than the other parameters agree on: the last to be bound is the one that does not fit.
      const wrong = { ...rest, [name]: [...(weights[name] ?? []), weights[name]?.[0]] as number[] };
      expect(() => evaluate(program, wrong, { x }), name).toThrow(ShapeError);
      expect(() => evaluate(program, wrong, { x }), name).toThrow(/should be \[.*\] = \[.*\], is \[.*\]/);
      if (shape.length === 2) {
        const ragged = (weights[name] as number[][]).map((row, i) =>
          i === 1 ? row.slice(1) : i === 2 ? [...row, 0] : row,
        );
        expect(() => evaluate(program, { ...rest, [name]: ragged }, { x }), name).toThrow(
          `${name} has rows of different lengths`,
        );
      }
    }
  });
});

test('the tanh cell computes what can be worked by hand', () => {
  // h₁ = tanh(0.5·1 + 0.25·(−2) + 0.1) = tanh(0.1);  h₂ = tanh(0.5·0 + 0.25·4 + 2·tanh(0.1) + 0.1) = tanh(1.1 + 2·tanh(0.1))
  const weights = { W_xh: [[0.5], [0.25]], W_hh: [[2]], b_h: [0.1] };
  const { steps } = evaluateSequence(tanh, weights, [
    [1, -2],
    [0, 4],
  ]);
  expect(steps[0]?.h?.[0]).toBeCloseTo(0.09966799462495582, 15);
  expect(steps[1]?.h?.[0]).toBeCloseTo(Math.tanh(1.1 + 2 * 0.09966799462495582), 15);
});

test('the LSTM computes what can be worked by hand', () => {
  // Logits of 3/4, 2/3, 1/2 as biases make gates of exactly those values: σ(ln 3) = 3/4, σ(ln 2) = 2/3, σ(0) = 1/2; and tanh(½ ln 3) = 1/2.
  // c = ⅔·3 + ¾·½ = 2.375;  h = ½·tanh(2.375) = 0.5·0.98284… (tanh 2.375 = (e^4.75 − 1)/(e^4.75 + 1) = 114.584…/116.584… = 0.98284…)
  const none = [[0]];
  const weights = {
    ...{ W_xi: none, W_hi: none, b_i: [Math.log(3)] },
    ...{ W_xf: none, W_hf: none, b_f: [Math.log(2)] },
    ...{ W_xo: none, W_ho: none, b_o: [0] },
    ...{ W_xg: none, W_hg: none, b_g: [Math.log(3) / 2] },
  };
  const step = evaluate(lstm, weights, { x: [7], h: [9], c: [3] });
  expect(step.i?.[0]).toBeCloseTo(3 / 4, 15);
  expect(step.f?.[0]).toBeCloseTo(2 / 3, 15);
  expect(step.o?.[0]).toBe(1 / 2);
  expect(step.g?.[0]).toBeCloseTo(1 / 2, 15);
  expect(step.c?.[0]).toBeCloseTo(2.375, 14);
  expect(step.h?.[0]).toBeCloseTo((Math.exp(4.75) - 1) / (Math.exp(4.75) + 1) / 2, 14);
});

test('what does not fit is refused by name: inputs, state, mask, upstream', () => {
  const weights = drawParameters(tanh, { X: 2, H: 3 }, createRandom(7));
  const xs = [[1, 2]];
  const says = (run: () => unknown, message: string): void => expect(run).toThrow(new ShapeError(message));
  says(() => evaluateSequence(tanh, weights, [[1]]), 'x should be [X] = [2], is [1]');
  says(() => evaluateSequence(tanh, weights, xs, { initial: { h: [1] } }), 'h should be [H] = [3], is [1]');
  says(
    () => evaluateSequence(tanh, weights, xs, { initial: { c: [1] } }),
    'cell "tanh" has no state c for initial; has h',
  );
  says(() => evaluateSequence(tanh, weights, xs, { mask: [1, 1] }), 'mask should be [T] = [1], is [2]');
  says(() => evaluateSequence(tanh, weights, xs, { upstream: [] }), 'upstream should be [T] = [1], is [0]');
  says(() => evaluateSequence(tanh, weights, xs, { upstream: [{ h: [1] }] }), 'upstream h should be [3], is [1]');
  says(
    () => evaluateSequence(tanh, weights, xs, { upstream: [{ c: [1] }] }),
    'cell "tanh" has no quantity c for upstream; has h',
  );
  says(() => evaluate(tanh, weights, {}), 'cell "tanh" needs the input x; have none');
});

test('inputs may be several, by name, and each has its gradient', () => {
  const cell = defineCell({
    id: 'two-ears',
    state: { h: 'H', m: 'X' },
    inputs: { x: 'X', s: 'S' },
    equations: ({ x, s, h, m, affine }) => ({ m: add(m, x), h: sigmoid(affine('h', s, h, m)) }),
  });
  const random = createRandom(11);
  const weights = drawParameters(cell, { X: 2, H: 3, S: 4 }, random);
  const inputs = {
    x: Array.from({ length: 5 }, () => drawVector(2, random)),
    s: Array.from({ length: 5 }, () => drawVector(4, random)),
  };
  const upstream = inputs.x.map(() => ({ h: [1, 1, 1] }));
  const run = () => evaluateSequence(cell, weights, inputs, { upstream });
  const loss = (): number =>
    run().steps.reduce((total, { h = [] }) => total + h.reduce((sum, value) => sum + value), 0);
  const { gradients } = run();
  for (const name of ['x', 's'] as const)
    expectSame(
      gradients?.inputs[name]?.flat() ?? [],
      inputs[name].flatMap((row) => centralDifferences(loss, row)),
      name,
    );
  expect(gradients?.xs).toEqual(gradients?.inputs.x);
  expect(() => evaluateSequence(cell, weights, { ...inputs, s: [] })).toThrow(
    'cell "two-ears": s has 0 steps, x has 5',
  );
  expect(() => evaluateSequence(cell, weights, inputs.x)).toThrow('cell "two-ears" needs the input s');
});

test('what is read from the state of a masked step is what was read before it', () => {
  const network = programs['gru-next-symbol'];
  if (network === undefined) throw new Error('there is no gru-next-symbol');
  const random = createRandom(12);
  const weights = drawParameters(network, { X: 3, H: 4, Y: 2 }, random);
  const xs = Array.from({ length: 4 }, () => drawVector(3, random));
  const { steps } = evaluateSequence(network, weights, xs, { mask: [1, 1, 0, 0] });
  expect(steps[3]?.y).toEqual(steps[1]?.y);
});

test('a cell whose new state is another value too cannot be masked, and says so', () => {
  const delay = defineCell({ id: 'delay', state: { h: 'X' }, equations: ({ x }) => ({ h: x }) });
  expect(() => evaluateSequence(delay, {}, [], { mask: [] })).toThrow(
    new ShapeError('cell "delay" cannot be masked: its new state h is the same value as something given'),
  );
  const twice = defineCell({
    id: 'twice',
    state: ['h'],
    equations({ x, affine }) {
      const u = affine('u', x);
      return { u, h: u };
    },
  });
  const weights = drawParameters(twice, { X: 2, H: 2 }, createRandom(1));
  expect(() => evaluateSequence(twice, weights, [], { mask: [] })).toThrow(
    'cell "twice" cannot be masked: its new state h is the same value as u',
  );
});

test('an empty sequence has no steps, and hands back zero gradients', () => {
  const weights = drawParameters(tanh, { X: 2, H: 3 }, createRandom(8));
  const { steps, gradients } = evaluateSequence(tanh, weights, [], { upstream: [] });
  expect(steps).toEqual([]);
  expect(gradients?.xs).toEqual([]);
  expect(gradients?.initial.h).toEqual([0, 0, 0]);
  expect(gradients?.parameters.b_h).toEqual([0, 0, 0]);
});
