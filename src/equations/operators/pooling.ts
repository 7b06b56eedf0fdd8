import { formatShape, ShapeError } from '../Shape';
import { bracketWords, none, nothing, type Operator } from './Operator';

/**
 * The largest of each window, windows side by side: a sequence [L, C] in windows of [K] becomes [L/K, C], an image [R, C, D] in windows of
 * [K, L] becomes [R/K, C/L, D]. The sides must divide. Among equals, each gets the gradient.
 */
export const maxPool = pooling('maxPool', 'largest', {
  value: (window) => Math.max(...window),
  share: (value, pooled) => (value === pooled ? 1 : 0),
});

/** The mean of each window; windows as for `maxPool`. */
export const averagePool = pooling('averagePool', 'mean', {
  value: (window) => window.reduce((sum, value) => sum + value, 0) / window.length,
  share: (_value, _pooled, count) => 1 / count,
});

interface Pool {
  value(window: readonly number[]): number;
  /** How much of the pooled value's gradient goes to one element of its window. */
  share(value: number, pooled: number, count: number): number;
}

function pooling(id: string, words: string, pool: Pool): Operator {
  return {
    arity: 1,
    shape([input], { window = [] }) {
      const shape = input?.shape ?? [];
      if (window.length < 1 || window.length > 2 || shape.length !== window.length + 1)
        throw new ShapeError(
          `${id} in windows of ${formatShape(window)} does not fit ${input?.symbol ?? 'nothing'} ${formatShape(shape)}`,
        );
      return shape.map((length, axis) => {
        const side = window[axis];
        if (side === undefined) return length;
        if (typeof length !== 'number' || side < 1 || length % side !== 0)
          throw new ShapeError(
            `${id}: windows of ${formatShape(window)} do not divide ${input?.symbol ?? 'nothing'} ${formatShape(shape)}`,
          );
        return length / side;
      });
    },
    value([a = none], { attributes: { window = [] }, inputShapes: [shape = []] }) {
      return Float64Array.from(windowsOf(shape, window), (places) => pool.value(places.map((place) => a[place] ?? 0)));
    },
    gradient(upstream, [a = none], output, { attributes: { window = [] }, inputShapes: [shape = []] }) {
      const toInput = new Float64Array(a.length);
      windowsOf(shape, window).forEach((places, i) => {
        for (const place of places)
          toInput[place] = (upstream[i] ?? 0) * pool.share(a[place] ?? 0, output[i] ?? 0, places.length);
      });
      return [toInput];
    },
    tex: ([a = nothing], { window = [] }) => ({
      tex: `\\operatorname{${words}}_{${window.join('\\times ')}}\\left(${a.tex}\\right)`,
      binding: 2,
    }),
    sentence: ([a = nothing], { window = [] }) => ({
      words: `the ${words} of each window of ${window.join(' by ')} in ${bracketWords(a, 1)}`,
      binding: 1,
    }),
    python: ([a = nothing], { window = [] }, library) => ({
      code: `pool(${a.code}, ${library}.${id === 'maxPool' ? 'amax' : 'mean'}, ${window.join(', ')})`,
      binding: 2,
    }),
  };
}

/** The flat places of each window, in the order of the result. */
function windowsOf(shape: readonly number[], window: readonly number[]): number[][] {
  const [rows = 0, columns = 1, depth = 1] = shape.length === 2 ? [shape[0], 1, shape[1]] : shape;
  const [height = 1, width = 1] = window;
  const windows: number[][] = [];
  for (let top = 0; top < rows; top += height)
    for (let left = 0; left < columns; left += width)
      for (let channel = 0; channel < depth; channel++)
        windows.push(
          Array.from(
            { length: height * width },
            (_, i) => ((top + Math.floor(i / width)) * columns + left + (i % width)) * depth + channel,
          ),
        );
  return windows;
}
