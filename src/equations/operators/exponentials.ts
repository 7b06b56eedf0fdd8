import { activation } from './activation';
import { needsRank } from './needsRank';
import { bracket, bracketCode, bracketWords, none, nothing, type Operator } from './Operator';
import { sameShape } from './sameShape';

/** e^a, element-wise; it overflows to infinity past a = 709 (88 in single precision). */
export const exp = activation({
  name: 'exp',
  tex: '\\exp',
  words: 'the exponential',
  value: Math.exp,
  slope: (_a, output) => output,
  python: ([a = nothing], _attributes, library) => ({ code: `${library}.exp(${a.code})`, binding: 2 }),
});

/** The natural logarithm, element-wise, of positive numbers. */
export const log = activation({
  name: 'log',
  tex: '\\ln',
  words: 'the natural logarithm',
  value: Math.log,
  slope: (a) => 1 / a,
  python: ([a = nothing], _attributes, library) => ({ code: `${library}.log(${a.code})`, binding: 2 }),
});

/** The square root of the positive part, √max(a, 0), element-wise; its slope at 0 and below is taken as 0, so that nothing becomes NaN. */
export const sqrt: Operator = {
  ...activation({
    name: 'sqrt',
    tex: '\\sqrt',
    words: 'the square root',
    value: (a) => Math.sqrt(Math.max(a, 0)),
    slope: (a, output) => (a > 0 ? 0.5 / output : 0),
    python: ([a = nothing]) => ({ code: `sqrt(${a.code})`, binding: 2 }),
  }),
  tex: ([a = nothing]) => ({ tex: `\\sqrt{${a.tex}}`, binding: 2 }),
};

/** a², element-wise. */
export const square: Operator = {
  arity: 1,
  isElementwise: true,
  shape: (inputs) => sameShape('square', inputs),
  value: ([a = none]) => a.map((value) => value * value),
  gradient: (upstream, [a = none]) => [upstream.map((up, i) => 2 * up * (a[i] ?? 0))],
  tex: ([a = nothing]) => ({ tex: superscript(a, '2'), binding: 1 }),
  sentence: ([a = nothing]) => ({ words: `${bracketWords(a, 2)} squared`, binding: 1 }),
  python: ([a = nothing]) => ({ code: `${bracketCode(a, 2)}**2`, binding: 1 }),
};

/** Positive numbers to a constant power, element-wise. */
export const power: Operator = {
  arity: 1,
  isElementwise: true,
  shape: (inputs) => sameShape('power', inputs),
  value: ([a = none], { attributes: { exponent = 1 } }) => a.map((value) => value ** exponent),
  gradient: (upstream, [a = none], _output, { attributes: { exponent = 1 } }) => [
    upstream.map((up, i) => up * exponent * (a[i] ?? 0) ** (exponent - 1)),
  ],
  tex: ([a = nothing], { exponent = 1 }) => ({ tex: superscript(a, `${exponent}`), binding: 1 }),
  sentence: ([a = nothing], { exponent = 1 }) => ({
    words: `${bracketWords(a, 2)} to the power ${exponent}`,
    binding: 1,
  }),
  python: ([a = nothing], { exponent = 1 }) => ({
    code: `${bracketCode(a, 2)}**${exponent < 0 ? `(${exponent})` : exponent}`,
    binding: 1,
  }),
};

/** ln Σⱼ e^aⱼ over a vector [N], as a vector of one. The largest element is taken out first, so that nothing overflows. */
export const logSumExp: Operator = {
  arity: 1,
  shape([input]) {
    needsRank('logSumExp', input, 1);
    return [1];
  },
  value([a = none]) {
    const largest = a.reduce((most, value) => Math.max(most, value), -Infinity);
    return Float64Array.of(largest + Math.log(a.reduce((total, value) => total + Math.exp(value - largest), 0)));
  },
  gradient: ([upstream = 0], [a = none], [total = 0]) => [a.map((value) => upstream * Math.exp(value - total))],
  tex: ([a = nothing]) => ({ tex: `\\ln \\textstyle\\sum \\exp\\left(${a.tex}\\right)`, binding: 1 }),
  sentence: ([a = nothing]) => ({
    words: `the logarithm of the sum of the exponentials of ${bracketWords(a, 2)}`,
    binding: 1,
  }),
  python: ([a = nothing], _attributes, library) => ({
    code:
      library === 'torch'
        ? `torch.logsumexp(${a.code}, dim=-1, keepdim=True)`
        : `np.logaddexp.reduce(${a.code}, axis=-1, keepdims=True)`,
    binding: 2,
  }),
};

function superscript(a: Parameters<typeof bracket>[0], exponent: string): string {
  return `{${bracket(a, 2)}}^{${exponent}}`;
}
