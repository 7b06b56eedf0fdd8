import { defineCell } from './defineCell';
import * as language from './language';

const { add, mul, reshape, scale, shift, sigmoid, slice, sum, tanh } = language;

/**
 * A cell that no one would train, with every operator of the table in it: what the readers of equations are tried on besides the cells of
 * the book. X is 6, H any number; `clock` counts the steps.
 */
export const everyOperator = defineCell({
  id: 'every-operator',
  state: ['h', 'clock'],
  inputs: { x: 'X' },
  equations({ x, h, clock, affine, weight }) {
    const next = tanh(affine('h', x, h));
    const six = slice(x, 0, 6);
    const key = slice(x, 1, 3);
    const memory = language.outer(key, six);
    const image = reshape(memory, 3, 6, 1);
    const m = language.hold(sigmoid(six), -0.5, { units: [1, 4], clock, from: 2 });
    const p = language.softmax(mul(next, weight('p_h')));
    const q = language.div(language.exp(scale(0.25, six)), shift(language.square(six), 1));
    const s = language.circularConvolution(q, language.softmax(key), 1);
    return {
      h: next,
      clock: shift(clock, 1),
      m,
      p,
      q,
      s,
      a: language.cosine(memory, s),
      d: language.matVec(language.transpose(memory), language.identity(language.relu(key))),
      e: language.gather(memory, shift(scale(0, sum(x)), 2)),
      j: language.where(language.relu(six), m, language.oneMinus(q)),
      k: reshape(language.conv1d(language.transpose(memory), weight('V', 6, 2), 2), 10),
      l: reshape(language.maxPool(language.conv2d(image, weight('U', 4, 2), [2, 3 - 1]), 2, 5), 2),
      u: language.complexProduct(language.stopGradient(six), language.cumulativeSum(q)),
      v: reshape(language.averagePool(image, 3, 2), 3),
      w: language.concat(language.log(q), language.sqrt(m), language.power(q, -1.5), language.softplus(key)),
      z: add(language.logSumExp(x), language.sub(sum(h), language.hold(sum(x), 0.25))),
    };
  },
});
