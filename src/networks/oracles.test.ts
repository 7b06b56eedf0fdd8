import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom, type Random } from '../base/random';
import { cells } from '../cells';
import { drawParameters, drawVector } from '../equations/drawParameters';
import { evaluateSequence } from '../equations/evaluateSequence';
import type { Parameters } from '../equations/Nested';
import { bidirectional } from './bidirectional';
import { deepBidirectional } from './deepBidirectional';
import { encoderDecoder } from './encoderDecoder';
import { evaluateNetwork } from './evaluateNetwork';
import { readout } from './readout';
import { stacked } from './stacked';

const sizes = { X: 3, H: 4, XD: 2, Y: 3 };
const rows = (count: number, size: number, random: Random): number[][] =>
  Array.from({ length: count }, () => drawVector(size, random));

/** y = f(x·W + h·U + b), one unit at a time: what all oracles here are made of. */
function squash(
  p: Parameters,
  [W, U, b]: readonly [string, string, string],
  x: readonly number[],
  h: readonly number[],
): number[] {
  return (p[b] as number[]).map((bias, k) => {
    let sum = bias;
    x.forEach((value, j) => (sum += value * ((p[W] as number[][])[j]?.[k] ?? 0)));
    h.forEach((value, j) => (sum += value * ((p[U] as number[][])[j]?.[k] ?? 0)));
    return Math.tanh(sum);
  });
}

const expectClose = (found: readonly number[] | undefined, expected: readonly number[]): void => {
  expect(found).toHaveLength(expected.length);
  expected.forEach((value, k) => {
    expect(Math.abs((found?.[k] ?? Number.NaN) - value)).toBeLessThan(1e-10);
  });
};

const length = fc.integer({ min: 1, max: 9 });

test('a stack of layers is its layers, each over what the one below left', () => {
  fc.assert(
    fc.property(length, fc.nat(), (T, seed) => {
      const random = createRandom(seed);
      const deep = stacked('deep', [cells.tanh, cells.tanh, cells.tanh], ['H', 'Q', 'R']);
      const p = drawParameters(deep, { X: 3, H: 4, Q: 2, R: 5 }, random);
      const xs = rows(T, 3, random);
      const state: Record<string, number[]> = { h1: [0, 0, 0, 0], h2: [0, 0], h3: [0, 0, 0, 0, 0] };
      evaluateSequence(deep, p, xs).steps.forEach((step, t) => {
        let below = xs[t] ?? [];
        for (const [layer, from] of ['x', 'h1', 'h2'].entries()) {
          const h = `h${layer + 1}`;
          below = squash(p, [`W_${from}${h}`, `W_${h}${h}`, `b_${h}`], below, state[h] ?? []);
          state[h] = below;
          expectClose(step[h], below);
        }
      });
    }),
    { seed: 1, numRuns: 20 },
  );
});

test('a bidirectional network reads to the right and to the left, each direction only what is not padding', () => {
  fc.assert(
    fc.property(length, fc.nat(9), fc.nat(), (T, padding, seed) => {
      const random = createRandom(seed);
      const network = bidirectional('brnn', cells.tanh, cells.tanh, readout({ hF: 'H', hB: 'H' }));
      const p = drawParameters(network, sizes, random);
      const xs = rows(T + padding, sizes.X, random);
      const mask = xs.map((_, t) => (t < T ? 1 : 0));
      const { quantities } = evaluateNetwork(network, p, { x: xs }, { masks: { x: mask } });
      const forward: number[][] = [];
      const backward: number[][] = [];
      for (let t = 0; t < T; t++)
        forward[t] = squash(p, ['W_xhF', 'W_hFhF', 'b_hF'], xs[t] ?? [], forward[t - 1] ?? [0, 0, 0, 0]);
      for (let t = T - 1; t >= 0; t--)
        backward[t] = squash(p, ['W_xhB', 'W_hBhB', 'b_hB'], xs[t] ?? [], backward[t + 1] ?? [0, 0, 0, 0]);
      for (let t = 0; t < T; t++) {
        expectClose(quantities.hF?.[t], forward[t] ?? []);
        expectClose(quantities.hB?.[t], backward[t] ?? []);
        const scores = (p.b_y as number[]).map(
          (bias, k) =>
            bias +
            (forward[t] ?? []).reduce((sum, h, j) => sum + h * ((p.W_hFy as number[][])[j]?.[k] ?? 0), 0) +
            (backward[t] ?? []).reduce((sum, h, j) => sum + h * ((p.W_hBy as number[][])[j]?.[k] ?? 0), 0),
        );
        const total = scores.reduce((sum, score) => sum + Math.exp(score), 0);
        expectClose(
          quantities.y?.[t],
          scores.map((score) => Math.exp(score) / total),
        );
      }
    }),
    { seed: 2, numRuns: 20 },
  );
});

test('each layer of a deep bidirectional network reads both directions of the one below', () => {
  const network = deepBidirectional('deep', [cells.tanh, cells.tanh]);
  const random = createRandom(8);
  const p = drawParameters(network, sizes, random);
  const xs = rows(6, sizes.X, random);
  const { quantities } = evaluateNetwork(network, p, { x: xs });
  const at = (name: string, t: number): readonly number[] => quantities[name]?.[t] ?? [0, 0, 0, 0];
  // Both products with what is below are one: their matrices on top of each other, their vectors end to end.
  const onTop = (...names: string[]): number[][] => names.flatMap((name) => p[name] as number[][]);
  for (const [mark, before] of [
    ['F', -1],
    ['B', 1],
  ] as const) {
    const all = { ...p, W: onTop(`W_h1Fh2${mark}`, `W_h1Bh2${mark}`) };
    xs.forEach((x, t) => {
      const [h1, h2] = [`h1${mark}`, `h2${mark}`];
      expectClose(at(h1, t), squash(p, [`W_x${h1}`, `W_${h1}${h1}`, `b_${h1}`], x, at(h1, t + before)));
      const below = [...at('h1F', t), ...at('h1B', t)];
      expectClose(at(h2, t), squash(all, ['W', `W_${h2}${h2}`, `b_${h2}`], below, at(h2, t + before)));
    });
  }
});

test('a decoder starts where its encoder ended, before the padding', () => {
  fc.assert(
    fc.property(length, fc.nat(5), fc.nat(), (T, padding, seed) => {
      const random = createRandom(seed);
      const pair = encoderDecoder('pair', cells.tanh, cells.tanh);
      const p = drawParameters(pair, sizes, random);
      const [xs, ys] = [rows(T + padding, sizes.X, random), rows(4, sizes.XD, random)];
      const mask = xs.map((_, t) => (t < T ? 1 : 0));
      const { quantities } = evaluateNetwork(pair, p, { x: xs, xD: ys }, { masks: { x: mask } });
      let h = [0, 0, 0, 0];
      for (let t = 0; t < T; t++) h = squash(p, ['W_xh', 'W_hh', 'b_h'], xs[t] ?? [], h);
      ys.forEach((y, t) => {
        h = squash(p, ['W_xDhD', 'W_hDhD', 'b_hD'], y, h);
        expectClose(quantities.hD?.[t], h);
      });
    }),
    { seed: 3, numRuns: 20 },
  );
});
