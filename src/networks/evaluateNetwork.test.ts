import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom, type Random } from '../base/random';
import { cells } from '../cells';
import { centralDifferences } from '../equations/centralDifferences';
import { defineCell } from '../equations/defineCell';
import { drawParameters, drawVector } from '../equations/drawParameters';
import { add } from '../equations/language';
import { ShapeError } from '../equations/Shape';
import { bidirectional } from './bidirectional';
import { deepBidirectional } from './deepBidirectional';
import { defineNetwork } from './defineNetwork';
import { encoderDecoder } from './encoderDecoder';
import { evaluateNetwork } from './evaluateNetwork';
import type { Network } from './Network';
import { nextSymbol } from './nextSymbol';
import { readout } from './readout';
import { stacked } from './stacked';

const sizes = { X: 3, H: 3, XD: 2, Y: 2 };
const both = readout({ hF: 'H', hB: 'H' });

const networks: readonly Network[] = [
  bidirectional('brnn', cells.tanh, cells.tanh, both),
  bidirectional('blstm', cells.lstm, cells['lstm-peephole'], both),
  encoderDecoder('gru-pair', cells.gru, nextSymbol(cells['gru-reset-after'])),
  encoderDecoder('lstm-pair', stacked('deep', [cells.lstm, cells.lstm]), stacked('deep', [cells.lstm, cells.lstm])),
  deepBidirectional('deep-both', [cells['gru-reset-after'], cells.gru], readout({ h2F: 'H', h2B: 'H' })),
  defineNetwork('lone', [{ cell: nextSymbol(cells.irnn) }]),
];

const rows = (count: number, size: number, random: Random): number[][] =>
  Array.from({ length: count }, () => drawVector(size, random));

const inputsOf = (network: Network, T: number, random: Random): Record<string, number[][]> =>
  Object.fromEntries(network.inputs.map((name, k) => [name, rows(T + k, name === 'x' ? sizes.X : sizes.XD, random)]));

describe.each(networks.map((network): [string, Network] => [network.id, network]))('%s', (_id, network) => {
  test('differentiates as central differences do, by parameters, inputs and first states, masked or not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3 }), fc.boolean(), fc.nat(), (T, isMasked, seed) => {
        const random = createRandom(seed);
        const p = drawParameters(network, sizes, random);
        const inputs = inputsOf(network, T, random);
        const masks = Object.fromEntries(
          network.inputs.map((name) => [name, (inputs[name] ?? []).map(() => (isMasked ? random.integer(2) : 1))]),
        );
        const initial = Object.fromEntries(
          network.stages.flatMap(({ cell, startsFrom }) =>
            cell.state.flatMap((name) => (startsFrom[name] === undefined ? [[name, drawVector(sizes.H, random)]] : [])),
          ),
        ) as Record<string, number[]>;
        const { quantities } = evaluateNetwork(network, p, inputs, { masks, initial });
        const upstream = Object.fromEntries(
          Object.entries(quantities).map(([name, sequence]) => [
            name,
            sequence.map((row) => drawVector(row.length, random)),
          ]),
        );
        const loss = (): number =>
          Object.entries(evaluateNetwork(network, p, inputs, { masks, initial }).quantities).reduce(
            (total, [name, sequence]) =>
              total + sequence.flat().reduce((sum, value, i) => sum + value * (upstream[name]?.flat()[i] ?? 0), 0),
            0,
          );
        const { gradients } = evaluateNetwork(network, p, inputs, { masks, initial, upstream });
        const compare = (what: string, found: readonly number[], values: (number[] | number[][])[]): void => {
          const numeric = values.flatMap((value) =>
            typeof value[0] === 'number'
              ? centralDifferences(loss, value as number[])
              : (value as number[][]).flatMap((row) => centralDifferences(loss, row)),
          );
          const largest = Math.max(...numeric.map(Math.abs), 1e-3);
          expect(found, what).toHaveLength(numeric.length);
          numeric.forEach((value, i) => {
            expect(Math.abs((found[i] ?? Number.NaN) - value), `${what}[${i}]`).toBeLessThanOrEqual(1e-6 * largest);
          });
        };
        for (const [name, value] of Object.entries(p))
          compare(name, gradients?.parameters[name]?.flat() ?? [], [value]);
        for (const [name, value] of Object.entries(inputs))
          compare(name, gradients?.inputs[name]?.flat() ?? [], [value]);
        for (const [name, value] of Object.entries(initial)) compare(name, gradients?.initial[name] ?? [], [value]);
      }),
      { seed: 4, numRuns: 2 },
    );
  });
});

describe('beside tfjs', () => {
  beforeAll(async () => {
    await tf.setBackend('cpu');
  });

  test('a bidirectional LSTM equals tf.layers.bidirectional with copied weights', () => {
    const network = bidirectional('blstm', cells.lstm, cells.lstm);
    const random = createRandom(5);
    const p = drawParameters(network, sizes, random, 0.7);
    const xs = rows(7, sizes.X, random);
    const { quantities } = evaluateNetwork(network, p, { x: xs });
    const beside = (prefix: string, mark: string): number[][] =>
      ['i', 'f', 'g', 'o']
        .map((gate) => p[`${prefix}${gate}${mark}`] as number[][])
        .reduce((left, right) => left.map((row, i) => [...row, ...(right[i] ?? [])]));
    const layer = tf.layers.bidirectional({
      mergeMode: 'concat',
      layer: tf.layers.lstm({
        units: sizes.H,
        returnSequences: true,
        recurrentActivation: 'sigmoid',
        recurrentInitializer: 'glorotUniform',
      }),
    });
    const found = tf.tidy(() => {
      const input = tf.tensor3d([xs]);
      layer.apply(input);
      layer.setWeights(
        ['F', 'B'].flatMap((mark) => [
          tf.tensor2d(beside('W_x', mark)),
          tf.tensor2d(beside(`W_h${mark}`, mark)),
          tf.tensor1d(['i', 'f', 'g', 'o'].flatMap((gate) => p[`b_${gate}${mark}`] as number[])),
        ]),
      );
      return (layer.apply(input) as tf.Tensor3D).arraySync()[0] ?? [];
    });
    layer.dispose();
    found.forEach((row, t) => {
      const expected = [...(quantities.hF?.[t] ?? []), ...(quantities.hB?.[t] ?? [])];
      row.forEach((value, k) => {
        expect(Math.abs(value - (expected[k] ?? Number.NaN))).toBeLessThan(2e-6);
      });
    });
  });
});

const direct = defineCell({ id: 'direct', state: { h: 'X' }, equations: ({ x, h }) => ({ h: add(x, h) }) });

test('a start that a cell asks for goes with it to every copy', () => {
  const start = { kind: 'normal', deviation: 0.001 };
  const deep = deepBidirectional('deep', [cells.irnn, cells.irnn]);
  expect(deep.initialisation).toMatchObject({ W_xh1F: start, W_h1Fh2B: start, W_h1Bh2B: start });
  expect(Object.keys(deep.initialisation)).toHaveLength(14);
  expect(stacked('two', [cells.irnn, cells.lstm]).initialisation).toMatchObject({
    W_h1h1: { kind: 'identity', factor: 1 },
    b_f2: { kind: 'constant', value: 1 },
  });
});

test('a readout on layers reads the top one', () => {
  const network = nextSymbol(stacked('two', [cells.gru, cells.lstm], ['H', 'Q']));
  expect(network.inputs).toEqual(['x']);
  expect(network.parameters.at(-2)).toMatchObject({ name: 'W_h2y', shape: ['Q', 'Y'] });
  expect(() => nextSymbol(readout({ h: 'H' }))).toThrow('cell "readout" has no hidden state h to read out; has');
});

test('what does not fit is refused by name', () => {
  const says = (run: () => unknown, message: string): void => expect(run).toThrow(new ShapeError(message));
  says(() => defineNetwork('twice', [{ cell: cells.tanh }, { cell: cells.gru }]), 'twice: two stages define h');
  says(
    () => defineNetwork('late', [{ cell: cells.tanh, startsFrom: { h: 'c' } }]),
    'late: h cannot start from c: no earlier state',
  );
  says(
    () => defineNetwork('wide', [{ cell: cells.tanh }, { cell: readout({ h: 'Q' }) }]),
    'wide: h for readout should be [Q], is [H]',
  );
  says(
    () => defineNetwork('clocks', [{ cell: cells.tanh }, { cell: readout({ h: 'H' }), over: 's' }]),
    'clocks: h runs over x, readout reads it over s',
  );
  says(
    () => defineNetwork('mute', [{ cell: cells.tanh, over: 's' }]),
    'mute: tanh runs over s, which is no input; has x',
  );
  says(
    () => deepBidirectional('direct', [cells.tanh, direct]),
    'cell "direct" uses x outside of an affine map, where it cannot be spread',
  );
  const pair = encoderDecoder('pair', cells.tanh, cells.tanh);
  const p = drawParameters(pair, sizes, createRandom(6));
  says(() => evaluateNetwork(pair, p, { x: [] }), 'network "pair" needs the input xD');
  says(
    () => evaluateNetwork(pair, p, { x: [], xD: [] }, { initial: { hD: [] } }),
    'network "pair" has no state to start, hD; has h',
  );
});
