import { expect, test } from 'vitest';
import { defineCell, stack } from './defineCell';
import { operation } from './Expression';
import { add, concat, mul, sigmoid, slice, tanh } from './language';
import { ShapeError } from './Shape';
import { toTex } from './toTex';

test('a product of unequal shapes is refused where the cell is defined, by name of cell, symbols and shapes', () => {
  expect(() =>
    defineCell({
      id: 'broken',
      state: ['h'],
      equations({ x, h, affine }) {
        const z = sigmoid(affine('z', x, h));
        return { z, h: mul(z, x) };
      },
    }),
  ).toThrow(new ShapeError('cell "broken", equation of h: mul needs equal shapes; z is [H], x is [X]'));
});

test('the same is said of a product inside an affine map', () => {
  expect(() =>
    defineCell({
      id: 'broken',
      state: ['h'],
      equations({ x, h, affine }) {
        const r = sigmoid(affine('r', x, h));
        return { r, h: tanh(affine('h', mul(r, x))) };
      },
    }),
  ).toThrow('cell "broken": mul needs equal shapes; r is [H], x is [X]');
  expect(() =>
    defineCell({
      id: 'broken',
      state: ['h'],
      equations({ x, h, affine }) {
        return { h: tanh(affine('h', h, mul(affine('q', x), slice(x, 0, 2)))) };
      },
    }),
  ).toThrow('cell "broken": mul needs equal shapes; affine q is [H], slice(x) is [2]');
});

test('a state without a new value is refused', () => {
  expect(() =>
    defineCell({ id: 'still', state: ['h', 'c'], equations: ({ x, h, affine }) => ({ h: tanh(affine('h', x, h)) }) }),
  ).toThrow(new ShapeError('cell "still": state c gets no new value'));
});

test('a new state of another shape is refused, with both shapes', () => {
  expect(() => defineCell({ id: 'wide', state: ['h'], equations: ({ x }) => ({ h: tanh(x) }) })).toThrow(
    new ShapeError('cell "wide": new state h is [X], the state h is [H]'),
  );
});

test('two affine maps of one name are refused, by name of the parameter', () => {
  expect(() =>
    defineCell({
      id: 'twice',
      state: ['h'],
      equations: ({ x, h, affine }) => ({ h: add(affine('h', x, h), affine('h', x)) }),
    }),
  ).toThrow(new ShapeError('cell "twice": two parameters would be called W_xh'));
});

test('an operand without a letter of its own is refused, by name of the cell', () => {
  expect(() =>
    defineCell({ id: 'joint', state: ['h'], equations: ({ x, h, affine }) => ({ h: affine('h', concat(x, h)) }) }),
  ).toThrow('cell "joint": the operand concat(x, h) has no single letter to name its weight by; it holds x, h');
});

test('an operator with too few or too many inputs is refused', () => {
  expect(() =>
    defineCell({ id: 'odd', state: ['h'], equations: ({ h }) => ({ h: operation('mul', [h, h, h]) }) }),
  ).toThrow('cell "odd", equation of h: mul takes 2 inputs, got 3');
  expect(() => defineCell({ id: 'odd', state: ['h'], equations: () => ({ h: operation('tanh', []) }) })).toThrow(
    'tanh takes 1 input, got 0',
  );
});

test('parameters are named by the equation, from what to what', () => {
  const cell = defineCell({
    id: 'reset',
    state: ['h'],
    equations({ x, h, affine }) {
      const r = sigmoid(affine('r', x, h));
      return { r, h: tanh(affine('h', x, mul(r, h))) };
    },
  });
  expect(cell.parameters.map(({ name, shape }) => [name, shape])).toEqual([
    ['W_xr', ['X', 'H']],
    ['W_hr', ['H', 'H']],
    ['b_r', ['H']],
    ['W_xh', ['X', 'H']],
    ['W_hh', ['H', 'H']],
    ['b_h', ['H']],
  ]);
});

test('a value computed in the same step is an operand under the letter that it is given', () => {
  const cell = defineCell({
    id: 'full-peephole',
    state: ['h', 'c'],
    equations({ x, h, c, affine }) {
      const next = add(c, tanh(affine('g', x, h)));
      return { c: next, h: sigmoid(affine('o', x, { c: next })) };
    },
  });
  expect(cell.parameters.map(({ name }) => name)).toEqual(['W_xg', 'W_hg', 'b_g', 'W_xo', 'W_co', 'b_o']);
  expect(toTex(cell, 'h').replaceAll(/\\htmlData\{term=\w+\}/g, '')).toBe(
    String.raw`{h_{t}} = \sigma\left({W_{xo}}{x_{t}} + {W_{co}}{c_{t}} + {b_{o}}\right)`,
  );
});

test('maps without a bias, with a bias of their own, and weights that stand alone are named by the equation', () => {
  const cell = defineCell({
    id: 'parts',
    state: { h: 'H', s: 'S' },
    sizes: { q: 'S' },
    equations({ x, h, s, product, share, weight }) {
      const q = add(product('q', x, s), mul(weight('p_q', 'S'), s));
      return { q, s: tanh(q), h: mul(share('n', h), share('n', { s: q })) };
    },
  });
  expect(cell.parameters.map(({ name, shape }) => [name, shape])).toEqual([
    ['W_xq', ['X', 'S']],
    ['W_sq', ['S', 'S']],
    ['p_q', ['S']],
    ['W_hn', ['H', 'H']],
    ['b_hn', ['H']],
    ['W_sn', ['S', 'H']],
    ['b_sn', ['H']],
  ]);
  expect(cell.stateShapes).toEqual({ h: ['H'], s: ['S'] });
});

test('a peephole is a product of elements, so its weight may stand inside an operand without naming it', () => {
  const cell = defineCell({
    id: 'weighted',
    state: ['h'],
    equations: ({ h, affine, weight }) => ({ h: affine('h', mul(weight('p_h'), h)) }),
  });
  expect(cell.parameters.map(({ name }) => name)).toEqual(['p_h', 'W_hh', 'b_h']);
});

test('a start is refused for a parameter that the cell has not', () => {
  expect(() =>
    defineCell({
      id: 'started',
      state: ['h'],
      initialisation: { W_hc: { kind: 'identity', factor: 1 } },
      equations: ({ x, h, affine }) => ({ h: affine('h', x, h) }),
    }),
  ).toThrow(new ShapeError('cell "started" says how W_hc starts, but has no such parameter; has W_xh, W_hh, b_h'));
});

const simple = defineCell({
  id: 'simple',
  state: ['h'],
  equations: ({ x, h, affine }) => ({ h: tanh(affine('h', x, h)) }),
});

test('a stacked layer is fed the quantity that its input is named after', () => {
  const top = defineCell({
    id: 'top',
    state: [],
    inputs: { h: 'H' },
    sizes: { y: 'Y' },
    equations: ({ h, affine }) => ({ y: affine('y', h) }),
  });
  const network = stack('both', simple, top);
  expect(network.inputs).toEqual(['x']);
  expect(network.state).toEqual(['h']);
  expect([...network.quantities.keys()]).toEqual(['h', 'y']);
  const y = network.quantities.get('y');
  expect(y?.kind === 'operation' && y.inputs[0]).toBe(network.quantities.get('h'));
});

test('a layer that reads something else besides keeps that as an input', () => {
  const top = defineCell({
    id: 'top',
    state: [],
    inputs: { h: 'H', s: 'S' },
    equations: ({ h, s, affine }) => ({ q: affine('q', h, s) }),
  });
  expect(stack('both', simple, top).inputs).toEqual(['x', 's']);
});

test('an input that both read is one input', () => {
  const top = defineCell({
    id: 'top',
    state: [],
    inputs: { h: 'H', x: 'X' },
    equations: ({ h, x, affine }) => ({ q: affine('q', h, x) }),
  });
  const network = stack('both', simple, top);
  expect(network.inputs).toEqual(['x']);
  expect(network.nodes.filter(({ kind }) => kind === 'input')).toHaveLength(1);
});

test('stacking two that define one quantity is refused', () => {
  expect(() => stack('both', simple, simple)).toThrow(new ShapeError('both: both simple and simple define h'));
});
