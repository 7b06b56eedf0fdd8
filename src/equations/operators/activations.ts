import { activation } from './activation';
import { bracketCode, none, nothing, type Operator } from './Operator';
import { needsRank } from './needsRank';

/** The logistic function 1 / (1 + e^−a), element-wise. */
export const sigmoid = activation({
  name: 'sigmoid',
  tex: '\\sigma',
  words: 'sigmoid',
  value: (a) => 1 / (1 + Math.exp(-a)),
  slope: (_a, s) => s * (1 - s),
  python: ([a = nothing], _attributes, library) =>
    library === 'torch'
      ? { code: `torch.sigmoid(${a.code})`, binding: 2 }
      : { code: `1 / (1 + np.exp(-${bracketCode(a, 2)}))`, binding: 1 },
});

/** The hyperbolic tangent, element-wise. */
export const tanh = activation({
  name: 'tanh',
  tex: '\\tanh',
  words: 'tanh',
  value: Math.tanh,
  slope: (_a, t) => 1 - t * t,
  python: ([a = nothing], _attributes, library) => ({ code: `${library}.tanh(${a.code})`, binding: 2 }),
});

/** The rectifier max(0, a), element-wise; its slope at 0 is taken as 0. */
export const relu = activation({
  name: 'relu',
  tex: '\\operatorname{ReLU}',
  words: 'ReLU',
  value: (a) => Math.max(0, a),
  slope: (a) => (a > 0 ? 1 : 0),
  python: ([a = nothing], _attributes, library) => ({
    code: library === 'torch' ? `torch.relu(${a.code})` : `np.maximum(0, ${a.code})`,
    binding: 2,
  }),
});

/** ln(1 + e^a), element-wise: positive, and smooth where ReLU has its kink. Computed so that nothing overflows. */
export const softplus = activation({
  name: 'softplus',
  tex: '\\operatorname{softplus}',
  words: 'softplus',
  value: (a) => Math.max(0, a) + Math.log1p(Math.exp(-Math.abs(a))),
  slope: (a) => 1 / (1 + Math.exp(-a)),
  python: ([a = nothing], _attributes, library) => ({
    code: library === 'torch' ? `torch.nn.functional.softplus(${a.code})` : `np.logaddexp(0, ${a.code})`,
    binding: 2,
  }),
});

/** Softmax over a vector [N]: positive numbers that sum to one. The largest element is subtracted first, so that nothing overflows. */
export const softmax: Operator = {
  arity: 1,
  shape: ([input]) => needsRank('softmax', input, 1),
  value([a = none]) {
    const largest = a.reduce((most, value) => Math.max(most, value), -Infinity);
    const powers = a.map((value) => Math.exp(value - largest));
    const total = powers.reduce((sum, value) => sum + value, 0);
    return powers.map((value) => value / total);
  },
  gradient(upstream, _inputs, output) {
    const mean = output.reduce((sum, value, i) => sum + value * (upstream[i] ?? 0), 0);
    return [output.map((value, i) => value * ((upstream[i] ?? 0) - mean))];
  },
  tex: ([a = nothing]) => ({ tex: `\\operatorname{softmax}\\left(${a.tex}\\right)`, binding: 2 }),
  sentence: ([a = nothing]) => ({
    words: a.binding === 2 ? `softmax of ${a.words}` : `softmax of: ${a.words}; end of softmax`,
    binding: 2,
  }),
  python: ([a = nothing], _attributes, library) =>
    library === 'torch'
      ? { code: `torch.softmax(${a.code}, dim=-1)`, binding: 2 }
      : { code: `softmax(${a.code})`, binding: 2 },
};
