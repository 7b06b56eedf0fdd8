import { none, nothing, type Operator } from './Operator';
import { sameShape } from './sameShape';

/** What a function of one number is written as. */
interface Activation {
  readonly name: string;
  readonly tex: string;
  readonly words: string;
  readonly value: (a: number) => number;
  readonly slope: (a: number, output: number) => number;
  readonly python: Operator['python'];
}

/** Makes the row of a function that is applied to each element. */
export function activation({ name, tex, words, value, slope, python }: Activation): Operator {
  return {
    arity: 1,
    isElementwise: true,
    shape: (inputs) => sameShape(name, inputs),
    value: ([a = none]) => a.map(value),
    gradient: (upstream, [a = none], output) => [upstream.map((up, i) => up * slope(a[i] ?? 0, output[i] ?? 0))],
    tex: ([a = nothing]) => ({ tex: `${tex}\\left(${a.tex}\\right)`, binding: 2 }),
    sentence: ([a = nothing]) => ({
      words: a.binding === 2 ? `${words} of ${a.words}` : `${words} of: ${a.words}; end of ${words}`,
      binding: 2,
    }),
    python,
  };
}
