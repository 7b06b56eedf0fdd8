import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../base/random';
import { drawParameters, drawVector } from '../equations/drawParameters';
import { evaluateSequence } from '../equations/evaluateSequence';
import type { Parameters } from '../equations/Nested';
import { cells } from '.';

type Matrix = number[][];
type State = Record<string, number[]>;

const sigma = (a: number): number => 1 / (1 + Math.exp(-a));

/** Unit k's Σ x·W + Σ h·U + b, written out. */
function pre(p: Parameters, gate: string, x: readonly number[], h: readonly number[], k: number): number {
  let sum = (p[`b_${gate}`] as number[])[k] ?? 0;
  for (let j = 0; j < x.length; j++) sum += (x[j] ?? 0) * ((p[`W_x${gate}`] as Matrix)[j]?.[k] ?? 0);
  for (let j = 0; j < h.length; j++) sum += (h[j] ?? 0) * ((p[`W_h${gate}`] as Matrix)[j]?.[k] ?? 0);
  return sum;
}

/** Each cell once more, from its paper, in plain loops that share nothing with the equations. A new cell needs its line here. */
const oracles: Record<string, (p: Parameters, x: number[], state: State, H: number) => State> = {
  // Elman 1990, with tanh.
  tanh(p, x, { h = [] }, H) {
    const next = [];
    for (let k = 0; k < H; k++) next.push(Math.tanh(pre(p, 'h', x, h, k)));
    return { h: next };
  },
  // Le, Jaitly & Hinton 2015.
  irnn(p, x, { h = [] }, H) {
    const next = [];
    for (let k = 0; k < H; k++) {
      const a = pre(p, 'h', x, h, k);
      next.push(a > 0 ? a : 0);
    }
    return { h: next };
  },
  // Hochreiter & Schmidhuber 1997, with tanh for g and h: s_c(t) = s_c(t−1) + y^in g(net_c), y^c = y^out h(s_c).
  'lstm-1997'(p, x, { h = [], c = [] }, H) {
    const nextC = c.map((value, k) => value + sigma(pre(p, 'i', x, h, k)) * Math.tanh(pre(p, 'g', x, h, k)));
    return { c: nextC, h: nextC.map((value, k) => sigma(pre(p, 'o', x, h, k)) * Math.tanh(value)).slice(0, H) };
  },
  // Hochreiter & Schmidhuber 1997, appendix A: g(x) = 4 / (1 + e^−x) − 2 and h(x) = 2 / (1 + e^−x) − 1.
  'lstm-1997-original'(p, x, { h = [], c = [] }, H) {
    const [nextH, nextC] = [[] as number[], [] as number[]];
    for (let k = 0; k < H; k++) {
      const g = 4 / (1 + Math.exp(-pre(p, 'g', x, h, k))) - 2;
      nextC.push((c[k] ?? 0) + sigma(pre(p, 'i', x, h, k)) * g);
      nextH.push(sigma(pre(p, 'o', x, h, k)) * (2 / (1 + Math.exp(-(nextC[k] ?? 0))) - 1));
    }
    return { h: nextH, c: nextC };
  },
  // Gers, Schraudolph & Schmidhuber 2002 (and Greff et al. 2017, "vanilla LSTM"): i and f look at c(t−1), o at c(t).
  'lstm-peephole'(p, x, { h = [], c = [] }, H) {
    const [nextH, nextC] = [[] as number[], [] as number[]];
    const peep = (gate: string, memory: readonly number[], k: number): number =>
      ((p[`p_${gate}`] as number[])[k] ?? 0) * (memory[k] ?? 0);
    for (let k = 0; k < H; k++) {
      const write = sigma(pre(p, 'i', x, h, k) + peep('i', c, k)) * Math.tanh(pre(p, 'g', x, h, k));
      nextC.push((c[k] ?? 0) * sigma(pre(p, 'f', x, h, k) + peep('f', c, k)) + write);
      nextH.push(Math.tanh(nextC[k] ?? 0) * sigma(pre(p, 'o', x, h, k) + peep('o', nextC, k)));
    }
    return { h: nextH, c: nextC };
  },
  // The equations of torch.nn.GRU: n = tanh(W_in x + b_in + r ⊙ (W_hn h + b_hn)), h' = (1 − z) n + z h.
  'gru-reset-after'(p, x, { h = [] }, H) {
    const next = [];
    const dot = (matrix: string, bias: string, values: readonly number[], k: number): number =>
      values.reduce(
        (sum, value, j) => sum + value * ((p[matrix] as Matrix)[j]?.[k] ?? 0),
        (p[bias] as number[])[k] ?? 0,
      );
    for (let k = 0; k < H; k++) {
      const z = sigma(pre(p, 'z', x, h, k));
      const inner = sigma(pre(p, 'r', x, h, k)) * dot('W_hn', 'b_hn', h, k);
      next.push((1 - z) * Math.tanh(dot('W_xn', 'b_xn', x, k) + inner) + z * (h[k] ?? 0));
    }
    return { h: next };
  },
  // Gers, Schmidhuber & Cummins 2000; no peepholes (Greff et al. 2017, equations of "vanilla LSTM" less p).
  lstm(p, x, { h = [], c = [] }, H) {
    const [nextH, nextC] = [[] as number[], [] as number[]];
    for (let k = 0; k < H; k++) {
      const write = sigma(pre(p, 'i', x, h, k)) * Math.tanh(pre(p, 'g', x, h, k));
      const memory = (c[k] ?? 0) * sigma(pre(p, 'f', x, h, k)) + write;
      nextC.push(memory);
      nextH.push(Math.tanh(memory) * sigma(pre(p, 'o', x, h, k)));
    }
    return { h: nextH, c: nextC };
  },
  // Cho et al. 2014, equations 5–8: h = z h + (1 − z) h̃, with U(r ⊙ h).
  gru(p, x, { h = [] }, H) {
    const reset = h.map((value, k) => value * sigma(pre(p, 'r', x, h, k)));
    const next = [];
    for (let k = 0; k < H; k++) {
      const z = sigma(pre(p, 'z', x, h, k));
      next.push(z * (h[k] ?? 0) + (1 - z) * Math.tanh(pre(p, 'n', x, reset, k)));
    }
    return { h: next };
  },
};

const size = fc.integer({ min: 1, max: 9 });

describe.each(Object.entries(cells))('%s', (id, cell) => {
  test('equals its paper, computed apart, within 1e-10', () => {
    const oracle = oracles[id];
    if (oracle === undefined) throw new Error(`cell "${id}" has no oracle: write it from the paper`);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), size, size, fc.nat(), (T, X, H, seed) => {
        const random = createRandom(seed);
        const p = drawParameters(cell, { X, H }, random);
        const xs = Array.from({ length: T }, () => drawVector(X, random, 2));
        const initial: State = Object.fromEntries(cell.state.map((name) => [name, drawVector(H, random)]));
        let state = initial;
        evaluateSequence(cell, p, xs, { initial }).steps.forEach((step, t) => {
          state = oracle(p, xs[t] ?? [], state, H);
          for (const [name, expected] of Object.entries(state))
            expected.forEach((value, k) => {
              expect(Math.abs((step[name]?.[k] ?? Number.NaN) - value), `${name}[${k}] at ${t}`).toBeLessThan(1e-10);
            });
        });
      }),
      { seed: 3, numRuns: 40 },
    );
  });
});
