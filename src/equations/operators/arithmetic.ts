import { bracket, bracketCode, bracketWords, none, nothing, type Operator } from './Operator';
import { sameShape } from './sameShape';

/** Element-wise sum. */
export const add: Operator = {
  arity: 2,
  isElementwise: true,
  shape: (inputs) => sameShape('add', inputs),
  value: ([a = none, b = none]) => a.map((value, i) => value + (b[i] ?? 0)),
  gradient: (upstream) => [upstream, upstream],
  tex: ([a = nothing, b = nothing]) => ({ tex: `${a.tex} + ${b.tex}`, binding: 0 }),
  sentence: ([a = nothing, b = nothing]) => ({ words: `${a.words}, plus ${b.words}`, binding: 0 }),
  python: ([a = nothing, b = nothing]) => ({ code: `${a.code} + ${b.code}`, binding: 0 }),
};

/** Element-wise difference. */
export const sub: Operator = {
  arity: 2,
  isElementwise: true,
  shape: (inputs) => sameShape('sub', inputs),
  value: ([a = none, b = none]) => a.map((value, i) => value - (b[i] ?? 0)),
  gradient: (upstream) => [upstream, upstream.map((value) => -value)],
  tex: ([a = nothing, b = nothing]) => ({ tex: `${a.tex} - ${bracket(b, 1)}`, binding: 0 }),
  sentence: ([a = nothing, b = nothing]) => ({ words: `${a.words}, minus ${bracketWords(b, 1)}`, binding: 0 }),
  python: ([a = nothing, b = nothing]) => ({ code: `${a.code} - ${bracketCode(b, 1)}`, binding: 0 }),
};

/** Element-wise (Hadamard) product. */
export const mul: Operator = {
  arity: 2,
  isElementwise: true,
  shape: (inputs) => sameShape('mul', inputs),
  value: ([a = none, b = none]) => a.map((value, i) => value * (b[i] ?? 0)),
  gradient: (upstream, [a = none, b = none]) => [
    upstream.map((value, i) => value * (b[i] ?? 0)),
    upstream.map((value, i) => value * (a[i] ?? 0)),
  ],
  tex: ([a = nothing, b = nothing]) => ({ tex: `${bracket(a, 1)} \\odot ${bracket(b, 1)}`, binding: 1 }),
  sentence: ([a = nothing, b = nothing]) => ({
    words: `${bracketWords(a, 1)} times ${bracketWords(b, 1)}`,
    binding: 1,
  }),
  python: ([a = nothing, b = nothing]) => ({ code: `${bracketCode(a, 1)} * ${bracketCode(b, 2)}`, binding: 1 }),
};

/** Element-wise quotient; the divisor must not be zero. */
export const div: Operator = {
  arity: 2,
  isElementwise: true,
  shape: (inputs) => sameShape('div', inputs),
  value: ([a = none, b = none]) => a.map((value, i) => value / (b[i] ?? 0)),
  gradient: (upstream, [, b = none], output) => [
    upstream.map((value, i) => value / (b[i] ?? 0)),
    upstream.map((value, i) => (-value * (output[i] ?? 0)) / (b[i] ?? 0)),
  ],
  tex: ([a = nothing, b = nothing]) => ({ tex: `\\frac{${a.tex}}{${b.tex}}`, binding: 2 }),
  sentence: ([a = nothing, b = nothing]) => ({
    words: `${bracketWords(a, 1)} divided by ${bracketWords(b, 2)}`,
    binding: 1,
  }),
  python: ([a = nothing, b = nothing]) => ({ code: `${bracketCode(a, 1)} / ${bracketCode(b, 2)}`, binding: 1 }),
};

/** Product with a constant. */
export const scale: Operator = {
  arity: 1,
  isElementwise: true,
  shape: (inputs) => sameShape('scale', inputs),
  value: ([a = none], { attributes: { factor = 1 } }) => a.map((value) => factor * value),
  gradient: (upstream, _inputs, _output, { attributes: { factor = 1 } }) => [upstream.map((value) => factor * value)],
  tex: ([a = nothing], { factor = 1 }) => ({
    tex: `${factor === -1 ? '-' : `${factor}\\,`}${bracket(a, 1)}`,
    binding: factor < 0 ? 0 : 1,
  }),
  sentence: ([a = nothing], { factor = 1 }) => ({
    words: `${factor === -1 ? 'minus' : `${factor} times`} ${bracketWords(a, 1)}`,
    binding: factor < 0 ? 0 : 1,
  }),
  python: ([a = nothing], { factor = 1 }) => ({
    code: `${factor === -1 ? '-' : `${factor} * `}${bracketCode(a, 2)}`,
    binding: factor < 0 ? 0 : 1,
  }),
};

/** Sum with a constant. */
export const shift: Operator = {
  arity: 1,
  isElementwise: true,
  shape: (inputs) => sameShape('shift', inputs),
  value: ([a = none], { attributes: { offset = 0 } }) => a.map((value) => value + offset),
  gradient: (upstream) => [upstream],
  tex: ([a = nothing], { offset = 0 }) => ({ tex: `${a.tex} ${signed(offset)}`, binding: 0 }),
  sentence: ([a = nothing], { offset = 0 }) => ({
    words: `${a.words}, ${offset < 0 ? 'minus' : 'plus'} ${Math.abs(offset)}`,
    binding: 0,
  }),
  python: ([a = nothing], { offset = 0 }) => ({ code: `${a.code} ${signed(offset)}`, binding: 0 }),
};

/** One minus each element. */
export const oneMinus: Operator = {
  arity: 1,
  isElementwise: true,
  shape: (inputs) => sameShape('oneMinus', inputs),
  value: ([a = none]) => a.map((value) => 1 - value),
  gradient: (upstream) => [upstream.map((value) => -value)],
  tex: ([a = nothing]) => ({ tex: `1 - ${bracket(a, 1)}`, binding: 0 }),
  sentence: ([a = nothing]) => ({ words: `1 minus ${bracketWords(a, 1)}`, binding: 0 }),
  python: ([a = nothing]) => ({ code: `1 - ${bracketCode(a, 1)}`, binding: 0 }),
};

function signed(offset: number): string {
  return `${offset < 0 ? '-' : '+'} ${Math.abs(offset)}`;
}
