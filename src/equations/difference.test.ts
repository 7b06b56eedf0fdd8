import { describe, expect, test } from 'vitest';
import { cells } from '../cells';
import { nextSymbol } from '../networks/nextSymbol';
import { programs } from '../systems/programs';
import type { Cell } from './defineCell';
import { defineCell } from './defineCell';
import { difference } from './difference';
import { add, mul, sub, tanh } from './language';
import { rewrite } from './rewrite';

const untagged = (tex: string): string => tex.replace(/\\htmlData\{term=\w+\}\{((?:[^{}]|\{[^{}]*\})*)\}/g, '$1');

/** One line a change: the quantity, what happened, its terms. */
const tell = (before: Cell, after: Cell): string[] =>
  difference(before, after).map(({ quantity, kind, terms, around }) => {
    const said = terms.map(({ before: old, after: young }) =>
      old === undefined
        ? `+ ${untagged(young ?? '')}`
        : young === undefined
          ? `- ${untagged(old)}`
          : `${untagged(old)} > ${untagged(young)}`,
    );
    return [`${quantity} ${kind}:`, ...(around ? [`${around.before} > ${around.after};`] : []), said.join(', ')]
      .join(' ')
      .trim();
  });

test('the LSTM forgets its forget gate: one equation goes, one term changes', () => {
  expect(tell(cells.lstm, cells['lstm-1997'])).toEqual([
    'f removed: - W_{xf}x_{t}, - W_{hf}h_{t-1}, - b_{f}',
    String.raw`c changed: f_{t} \odot c_{t-1} > c_{t-1}`,
  ]);
  expect(tell(cells['lstm-1997'], cells.lstm)).toEqual([
    String.raw`c changed: c_{t-1} > f_{t} \odot c_{t-1}`,
    'f added: + W_{xf}x_{t}, + W_{hf}h_{t-1}, + b_{f}',
  ]);
});

test('peepholes are one term more in every gate, whatever the order of the equations', () => {
  expect(tell(cells.lstm, cells['lstm-peephole'])).toEqual([
    String.raw`i changed: + p_{i} \odot c_{t-1}`,
    String.raw`f changed: + p_{f} \odot c_{t-1}`,
    String.raw`o changed: + p_{o} \odot c_{t}`,
  ]);
});

test('another function around the same sum is said as such', () => {
  expect(tell(cells.tanh, cells.irnn)).toEqual([
    String.raw`h changed: \tanh\left(\cdot\right) > \operatorname{ReLU}\left(\cdot\right);`,
  ]);
});

test('the reset gate moves, and takes a bias with it', () => {
  const [first, ...others] = tell(cells.gru, cells['gru-reset-after']);
  expect(others).toEqual([]);
  expect(first).toContain(
    String.raw`W_{hn}\left(r_{t} \odot h_{t-1}\right) > r_{t} \odot \left(W_{hn}h_{t-1} + b_{hn}\right)`,
  );
});

test('a readout is an equation more', () => {
  expect(tell(cells.gru, nextSymbol(cells.gru))).toEqual(['y added: + W_{hy}h_{t}, + b_{y}']);
});

test('what is struck, cut or held is found again', () => {
  const after = (...done: Parameters<typeof rewrite>[1]): string[] => tell(cells.lstm, rewrite(cells.lstm, done).cell);
  expect(after({ kind: 'strike', quantity: 'c', term: [0, 0] })).toEqual([
    String.raw`c changed: f_{t} \odot c_{t-1} > c_{t-1}`,
  ]);
  expect(after({ kind: 'cut', weight: 'W_hf' })).toEqual(['f changed: - W_{hf}h_{t-1}']);
  expect(after({ kind: 'clamp', quantity: 'f', value: 1 })).toEqual([
    String.raw`f changed: \sigma\left(\cdot\right) > 1;`,
  ]);
});

test('order is no difference, but a sign is', () => {
  const cell = (equation: typeof add): Cell =>
    defineCell({
      id: 'order',
      state: ['h', 'c'],
      equations: ({ h, c, x, affine }) => ({ c, h: tanh(equation(mul(h, c), affine('h', x))) }),
    });
  const swapped = cell((a, b) => add(b, a));
  expect(difference(cell(add), swapped)).toEqual([]);
  expect(tell(cell(add), cell(sub))).toEqual(['h changed: W_{xh}x_{t} > -W_{xh}x_{t}, b_{h} > -b_{h}']);
});

describe.each(Object.entries(programs))('%s', (_id, program) => {
  test('differs in nothing from itself, and from every other in what is not in both', () => {
    expect(difference(program, program)).toEqual([]);
    for (const other of Object.values(programs)) {
      const found = new Map(difference(program, other).map((change) => [change.quantity, change]));
      for (const name of program.quantities.keys())
        if (!other.quantities.has(name)) expect(found.get(name)?.kind).toBe('removed');
      const back = difference(other, program);
      expect(new Set(back.map(({ quantity }) => quantity))).toEqual(new Set(found.keys()));
    }
  });
});
