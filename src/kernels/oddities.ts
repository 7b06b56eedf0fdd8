import { tanh as elman } from '../cells/tanh';
import { type Cell, defineCell, stack } from '../equations/defineCell';
import {
  add,
  concat,
  gather,
  mul,
  relu,
  scale,
  shift,
  sigmoid,
  slice,
  softmax,
  sub,
  sum,
  tanh,
} from '../equations/language';

/** Cells that no one would train, but that use the loop's borders in every way: each stage feeds each later one, and a state may be any of them. */
export const oddities: Record<string, Cell> = {
  'an input used as it is, and a state that is computed before the loop': defineCell({
    id: 'borders',
    state: ['h', 'd', 'e'],
    inputs: { x: 'H' },
    equations({ x, h, d, e, affine }) {
      const u = relu(affine('u', x));
      const next = tanh(add(affine('h', mul(x, x), h), mul(add(x, u), e)));
      return { u, d: u, e: d, h: next, q: sub(next, u) };
    },
  }),
  'a state that is the input itself': defineCell({
    id: 'delay',
    state: ['h'],
    inputs: { x: 'H' },
    equations: ({ x, h, affine }) => ({ h: x, q: sigmoid(affine('q', h, x)) }),
  }),
  'two readouts of different sizes from one state': stack(
    'two-headed',
    elman,
    defineCell({
      id: 'heads',
      state: [],
      inputs: { h: 'H' },
      sizes: { y: 'Y' },
      equations: ({ h, affine }) => ({ y: softmax(affine('y', h)), q: scale(-2, affine('q', h)), total: sum(h) }),
    }),
  ),
  'weights that stand alone, and what depends on them alone': defineCell({
    id: 'alone',
    state: ['h', 'm'],
    equations({ x, h, m, affine, product, share, weight }) {
      const [p, v] = [weight('p_h'), weight('v')];
      const w = tanh(v);
      const next = tanh(add(product('h', x, h), mul(p, add(m, share('q', mul(w, h))))));
      return { h: next, m: sigmoid(add(mul(w, p), v)), w, q: concat(next, w), u: affine('u', { v: w }, { x }) };
    },
  }),
  'a row of a table, and states of two sizes': defineCell({
    id: 'table',
    state: { h: 'H', s: 'Y' },
    sizes: { u: 'Y' },
    equations({ x, h, s, affine, weight }) {
      const row = gather(weight('E', 4, 'H'), shift(scale(0, sum(x)), 2));
      const next = tanh(add(affine('h', x, h, s), row));
      return { h: next, s: sigmoid(affine('u', { h: next }, s)), e: row };
    },
  }),
  'parts cut and joined': defineCell({
    id: 'parts',
    state: ['h'],
    equations({ x, h, affine }) {
      const next = tanh(affine('h', x, h));
      return { h: next, q: concat(slice(next, 0, 1), sum(x)) };
    },
  }),
};
