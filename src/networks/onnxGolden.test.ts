import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cells } from '../cells';
import { parameters } from '../equations/evaluate';
import { nest } from '../equations/Nested';
import { bidirectional } from './bidirectional';
import { defineNetwork } from './defineNetwork';
import { evaluateNetwork } from './evaluateNetwork';
import type { Network } from './Network';

// Made by onnxGolden.py with ONNX Runtime, which no one here wrote: hidden states, [direction][sequence][T][H].
const golden = JSON.parse(readFileSync(join(import.meta.dirname, 'onnxGolden.json'), 'utf8')) as Record<
  string,
  number[][][][]
>;

const lone = (id: keyof typeof cells): Network => defineNetwork(id, [{ cell: cells[id] }]);

/** The networks, and what ONNX's hidden states are called in them. ONNX has no LSTM without a forget gate. */
const networks: Record<string, readonly [Network, readonly string[]]> = {
  tanh: [lone('tanh'), ['h']],
  irnn: [lone('irnn'), ['h']],
  lstm: [lone('lstm'), ['h']],
  'lstm-peephole': [lone('lstm-peephole'), ['h']],
  gru: [lone('gru'), ['h']],
  'gru-reset-after': [lone('gru-reset-after'), ['h']],
  'both-ways': [bidirectional('both-ways', cells['lstm-peephole'], cells['lstm-peephole']), ['hF', 'hB']],
};

const [T, B, X, H] = [5, 2, 3, 4];

/** The numbers that onnxGolden.py draws, from the letters of a name. */
function drawn(name: string, count: number): number[] {
  const seed = [...name].reduce((sum, letter, place) => sum + letter.charCodeAt(0) * (place + 1), 0);
  return Array.from({ length: count }, (_, i) => Math.fround(0.8 * Math.sin(seed + 7 * i)));
}

describe.each(Object.entries(golden))('%s', (id, directions) => {
  test('has the hidden states that ONNX Runtime computes, sequences of two lengths in one batch', () => {
    const [network, names] = networks[id] ?? [];
    if (network === undefined || names === undefined) throw new Error(`no network to compare with ONNX's "${id}"`);
    const p = Object.fromEntries(
      Object.entries(parameters(network, { X, H })).map(([name, shape]) => [
        name,
        nest(
          drawn(
            name,
            shape.reduce((product, side) => product * side, 1),
          ),
          shape,
        ),
      ]),
    );
    const inputs = drawn('x', T * B * X);
    expect(directions).toHaveLength(names.length);
    directions.forEach((sequences, direction) => {
      expect(sequences.map((steps) => steps.length)).toEqual([5, 3]);
      sequences.forEach((expected, b) => {
        const xs = Array.from({ length: T }, (_, t) => inputs.slice((t * B + b) * X, (t * B + b + 1) * X));
        const mask = xs.map((_, t) => (t < expected.length ? 1 : 0));
        const found = evaluateNetwork(network, p, { x: xs }, { masks: { x: mask } }).quantities[names[direction] ?? ''];
        expected.forEach((h, t) => {
          h.forEach((value, k) => {
            expect(Math.abs((found?.[t]?.[k] ?? Number.NaN) - value), `${b}, step ${t}, unit ${k}`).toBeLessThan(2e-6);
          });
        });
      });
    });
  });
});
