import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom, type Random } from '../base/random';
import { cells } from '../cells';
import { startBackend } from '../commands/startBackend';
import { drawParameters, drawVector } from '../equations/drawParameters';
import { resolveShape } from '../equations/Shape';
import { bidirectional } from '../networks/bidirectional';
import { encoderDecoder } from '../networks/encoderDecoder';
import { evaluateNetwork } from '../networks/evaluateNetwork';
import type { Network } from '../networks/Network';
import { nextSymbol } from '../networks/nextSymbol';
import { readout } from '../networks/readout';
import { stacked } from '../networks/stacked';
import { runStages } from './runStages';

const two = stacked('deep', [cells.lstm, cells.gru]);

const networks: readonly Network[] = [
  bidirectional('blstm', cells.lstm, cells['lstm-peephole'], readout({ hF: 'H', hB: 'H' })),
  encoderDecoder('gru-pair', cells.gru, nextSymbol(cells['gru-reset-after'])),
  encoderDecoder('deep-pair', two, two),
];

describe.each([
  ['cpu', () => tf.setBackend('cpu')],
  ['wasm', startBackend],
] as const)('on the %s backend', (_backend, start) => {
  beforeAll(async () => {
    await start();
  });

  test.each(networks.map((network): [string, Network] => [network.id, network]))(
    '%s is float64’s, sequences of unequal lengths in one batch, values and gradients',
    (_id, network) => {
      const size = fc.integer({ min: 1, max: 5 });
      fc.assert(
        fc.property(size, size, size, size, size, fc.nat(), (B, T, X, H, Y, seed) => {
          compare(network, { B, T, sizes: { X, H, XD: X + 1, Y } }, createRandom(seed));
        }),
        { seed: 7, numRuns: 5 },
      );
    },
  );
});

/** Runs a network in tfjs and, sequence by sequence, in float64 without the padding. */
function compare(
  network: Network,
  { B, T, sizes }: { B: number; T: number; sizes: Record<string, number> },
  random: Random,
): void {
  const p = drawParameters(network, sizes, random, 0.8);
  const names = network.inputs;
  const steps = Object.fromEntries(names.map((name, k) => [name, T + k]));
  // lengths[name][b] steps of sequence b are real; what follows is padding.
  const lengths = Object.fromEntries(
    names.map((name) => [name, Array.from({ length: B }, () => 1 + random.integer(steps[name] ?? 1))]),
  );
  const stepsOf = (name: string): number[] => Array.from({ length: steps[name] ?? 0 }, (_, t) => t);
  const widthOf = (name: string): number => sizes[name === 'x' ? 'X' : 'XD'] ?? 0;
  const xs = Object.fromEntries(
    names.map((name) => [name, stepsOf(name).map(() => drawRows(B, widthOf(name), random))]),
  );
  const quantities = network.stages.flatMap(({ cell, over }) =>
    [...cell.quantities].map(([name, node]) => {
      const [size = 0] = resolveShape(cell.shapes.get(node) ?? [], sizes);
      // The loss does not look at padding.
      const weighting = stepsOf(over).map((t) =>
        drawRows(B, size, random).map((row, b) => (t < (lengths[over]?.[b] ?? 0) ? row : row.map(() => 0))),
      );
      return { name, over, weighting };
    }),
  );

  const given: [string, tf.Tensor][] = [
    ...Object.entries(p).map(([name, value]): [string, tf.Tensor] => [name, tf.tensor(value as number[])]),
    ...names.map((name): [string, tf.Tensor] => [name, tf.tensor2d(xs[name]?.flat() ?? [])]),
  ];
  const values = new Map<string, number[][]>();
  const lossOf = (...tensors: tf.Tensor[]): tf.Scalar => {
    const named = Object.fromEntries(given.map(([name], k) => [name, tensors[k] as tf.Tensor2D]));
    const masks = Object.fromEntries(
      names.map((name) => [
        name,
        tf.tensor2d(stepsOf(name).flatMap((t) => (lengths[name] ?? []).map((length) => [t < length ? 1 : 0]))),
      ]),
    );
    const run = runStages(network, sizes, named, { inputs: named, steps, masks });
    const terms = quantities.map(({ name, weighting }) => {
      values.set(name, run.valuesOf(name).arraySync());
      return tf.sum(tf.mul(run.valuesOf(name), tf.tensor2d(weighting.flat())));
    });
    return tf.addN(terms).asScalar();
  };
  const found = tf.tidy(() => {
    const { grads } = tf.valueAndGrads(lossOf)(given.map(([, tensor]) => tensor));
    return Object.fromEntries(given.map(([name], k) => [name, [...(grads[k] as tf.Tensor).dataSync()]]));
  });
  tf.dispose(given.map(([, tensor]) => tensor));

  const exact: Record<string, number[]> = {};
  for (let b = 0; b < B; b++) {
    const alone = (name: string, sequence: readonly number[][][]): number[][] =>
      sequence.slice(0, lengths[name]?.[b]).map((rows) => rows[b] ?? []);
    const inputs = Object.fromEntries(names.map((name) => [name, alone(name, xs[name] ?? [])]));
    const upstream = Object.fromEntries(quantities.map(({ name, over, weighting }) => [name, alone(over, weighting)]));
    const run = evaluateNetwork(network, p, inputs, { upstream });
    for (const { name } of quantities)
      run.quantities[name]?.forEach((row, t) => {
        row.forEach((value, k) => {
          const error = Math.abs((values.get(name)?.[t * B + b]?.[k] ?? Number.NaN) - value);
          expect(error, `${name}[${k}] of ${b} at ${t}`).toBeLessThan(2e-6);
        });
      });
    for (const [name, gradient] of Object.entries(run.gradients?.parameters ?? {}))
      exact[name] = gradient.flat().map((value, i) => value + (exact[name]?.[i] ?? 0));
    for (const name of names) {
      const all = (exact[name] ??= new Array<number>((steps[name] ?? 0) * B * widthOf(name)).fill(0));
      run.gradients?.inputs[name]?.forEach((row, t) => {
        row.forEach((value, k) => {
          all[(t * B + b) * widthOf(name) + k] = value;
        });
      });
    }
  }
  const largest = Math.max(...Object.values(exact).flat().map(Math.abs));
  for (const [name, gradient] of Object.entries(exact)) {
    expect(found[name], name).toHaveLength(gradient.length);
    gradient.forEach((value, i) => {
      const error = Math.abs((found[name]?.[i] ?? Number.NaN) - value) / largest;
      expect(error, `gradient of ${name}[${i}]`).toBeLessThan(2e-6);
    });
  }
}

const drawRows = (rows: number, columns: number, random: Random): number[][] =>
  Array.from({ length: rows }, () => drawVector(columns, random));
