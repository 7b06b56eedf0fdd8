import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '../base/random';
import { cells } from '../cells';
import { startBackend } from '../commands/startBackend';
import type { Cell } from '../equations/defineCell';
import { drawParameters, drawVector } from '../equations/drawParameters';
import { evaluateSequence } from '../equations/evaluateSequence';
import { everyOperator } from '../equations/everyOperator';
import type { Intervention } from '../equations/Intervention';
import { rewrite } from '../equations/rewrite';
import { resolveShape, type Sizes, sizeOf } from '../equations/Shape';
import { termsOf } from '../equations/termsOf';
import { nextSymbol } from '../networks/nextSymbol';
import { runFusedSequence } from './runFusedSequence';
import { runSequence } from './runSequence';

const [B, T] = [2, 4];

/** One intervention of each kind that a cell allows, and all of them at once. */
function interventionsOn(cell: Cell, shapeOf: (name: string) => readonly number[]): Intervention[][] {
  const [first = 'h'] = cell.quantities.keys();
  const last = [...cell.quantities.keys()].at(-1) ?? 'h';
  const wire = cell.parameters.find(({ name }) => name.startsWith('W_h'))?.name ?? '';
  const term = termsOf(cell, last)[0];
  const matrix = shapeOf(wire);
  const each: Intervention[] = [
    { kind: 'clamp', quantity: first, value: 0.5 },
    { kind: 'clamp', quantity: last, value: -0.5, units: [1], from: 2 },
    { kind: 'silence', quantity: cell.state[0] ?? 'h', unit: 0, from: 1 },
    { kind: 'clamp', quantity: 'x', value: 0, units: [0], from: 3 },
    { kind: 'cut', weight: wire },
    { kind: 'edit', parameter: wire, row: 0, column: (matrix[1] ?? 1) - 1, value: 2 },
    ...(term === undefined ? [] : [{ kind: 'strike', quantity: last, term: term.path } as const]),
  ];
  return [...each.map((intervention) => [intervention]), each.filter(({ kind }) => kind !== 'cut')];
}

describe.each([
  ['plain', 'cpu', () => tf.setBackend('cpu'), runSequence],
  ['plain', 'wasm', startBackend, runSequence],
  ['fused', 'wasm', startBackend, runFusedSequence],
] as const)('on the %s path, %s backend', (_path, _backend, start, runIt) => {
  beforeAll(async () => {
    await start();
  });

  test.each(Object.entries<Cell>({ ...cells, network: nextSymbol(cells.lstm) }))(
    '%s rewritten runs as in float64, with its gradients',
    (_id, program) => {
      const sizes = { X: 3, H: 4, Y: 3 };
      const p = drawParameters(program, sizes, createRandom(31), 0.7);
      const shapeOf = (name: string): readonly number[] =>
        program.parameters.flatMap((given) => (given.name === name ? [resolveShape(given.shape, sizes)] : [])).flat();
      for (const interventions of interventionsOn(program, shapeOf)) {
        const rewritten = rewrite(program, interventions, p);
        compare(runIt, rewritten.cell, rewritten.parameters, sizes, JSON.stringify(interventions));
      }
    },
  );

  test('a cell with every operator runs as in float64, with its gradients', () => {
    const sizes = { X: 6, H: 3 };
    const p = drawParameters(everyOperator, sizes, createRandom(32), 0.7);
    compare(runIt, everyOperator, p, sizes, 'every operator', (value) => Math.fround(Math.abs(value) + 0.2));
  });
});

function compare(
  runIt: typeof runSequence,
  cell: Cell,
  p: ReturnType<typeof rewrite>['parameters'],
  sizes: Sizes,
  what: string,
  fit = (value: number): number => value,
): void {
  const random = createRandom(33);
  const xs = Array.from({ length: T }, () =>
    Array.from({ length: B }, () => drawVector(sizes.X ?? 0, random).map(fit)),
  );
  const shapes = new Map(
    [...cell.quantities].map(([name, node]) => [name, resolveShape(cell.shapes.get(node) ?? [], sizes)]),
  );
  const upstream = Array.from({ length: T }, () =>
    Array.from({ length: B }, () =>
      Object.fromEntries([...shapes].map(([name, shape]) => [name, drawVector(sizeOf(shape), random)])),
    ),
  );
  const exact = Array.from({ length: B }, (_, b) =>
    evaluateSequence(
      cell,
      p,
      xs.map((rows) => rows[b] ?? []),
      { upstream: upstream.map((rows) => rows[b]) },
    ),
  );
  const names = cell.parameters.map(({ name }) => name);
  const values = new Map<string, number[]>();
  const gradients = tf.tidy(() => {
    const initial = Object.fromEntries(
      Object.entries(cell.stateShapes).map(([name, shape]) => [
        name,
        tf.zeros<tf.Rank.R2>([B, ...resolveShape(shape, sizes)] as [number, number]),
      ]),
    );
    const { grads } = tf.valueAndGrads((...tensors: tf.Tensor[]) => {
      const given = Object.fromEntries(names.map((name, place) => [name, tensors[place] as tf.Tensor]));
      const x = tf.tensor2d(xs.flat(), [T * B, sizes.X ?? 0]);
      const run = runIt(cell, given, { x }, T, initial);
      const losses = [...cell.quantities].map(([name, node]) => {
        const tensor: tf.Tensor = run.valuesOf(node);
        expect(tensor.shape, `${what}: ${name}`).toEqual([T * B, ...(shapes.get(name) ?? [])]);
        values.set(name, [...tensor.dataSync()]);
        const weighting = upstream.flatMap((rows) => rows.flatMap((row) => row[name] ?? []));
        return tf.sum(tf.mul(tensor, tf.tensor(weighting, tensor.shape)));
      });
      return tf.addN(losses).asScalar();
    })(names.map((name) => tf.tensor(p[name] as number[])));
    return grads.map((gradient) => [...gradient.dataSync()]);
  });
  for (const [name, shape] of shapes) {
    const expected = Array.from({ length: T }, (_, t) => exact.flatMap(({ steps }) => steps[t]?.[name] ?? [])).flat();
    expectNear(values.get(name) ?? [], expected, `${what}: ${name} ${shape.join()}`);
  }
  names.forEach((name, place) => {
    const [first = [], ...rest] = exact.map((run) => run.gradients?.parameters[name]?.flat() ?? []);
    const expected = rest.reduce((sum, other) => sum.map((value, i) => value + (other[i] ?? 0)), first);
    expectNear(gradients[place] ?? [], expected, `${what}: gradient of ${name}`);
  });
}

/** Within 2e-5 of the largest, or of one: four steps, unlike one, let single precision drift a little. */
function expectNear(found: readonly number[], expected: readonly number[], what: string): void {
  expect(found, what).toHaveLength(expected.length);
  const largest = Math.max(1, ...expected.map(Math.abs));
  expected.forEach((value, i) => {
    expect(Math.abs((found[i] ?? Number.NaN) - value) / largest, `${what}[${i}]`).toBeLessThan(2e-5);
  });
}
