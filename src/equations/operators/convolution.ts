import { addDimensions, type Dimension, formatShape, type Shape, ShapeError } from '../Shape';
import { needsEqual, needsRank } from './needsRank';
import { bracketWords, type NamedShape, none, nothing, type Operator } from './Operator';

/**
 * Circular convolution of a [N] with a kernel [K]: each element of the result is Σₖ kernelₖ · a, k − centre places earlier, round the end
 * (Graves et al. 2014, equation 8, where the kernel is the shift weighting and its middle element, the centre, moves nothing).
 */
export const circularConvolution: Operator = {
  arity: 2,
  shape([a, kernel]) {
    needsRank('circularConvolution', kernel, 1);
    return needsRank('circularConvolution', a, 1);
  },
  value([a = none, kernel = none], { attributes: { centre = 0 } }) {
    const result = new Float64Array(a.length);
    eachShift(a.length, kernel.length, centre, (to, k, from) => {
      result[to] = (result[to] ?? 0) + (kernel[k] ?? 0) * (a[from] ?? 0);
    });
    return result;
  },
  gradient(upstream, [a = none, kernel = none], _output, { attributes: { centre = 0 } }) {
    const [toA, toKernel] = [new Float64Array(a.length), new Float64Array(kernel.length)];
    eachShift(a.length, kernel.length, centre, (to, k, from) => {
      toA[from] = (toA[from] ?? 0) + (upstream[to] ?? 0) * (kernel[k] ?? 0);
      toKernel[k] = (toKernel[k] ?? 0) + (upstream[to] ?? 0) * (a[from] ?? 0);
    });
    return [toA, toKernel];
  },
  tex: ([a = nothing, kernel = nothing]) => ({
    tex: `\\left(${a.tex}\\right) \\circledast \\left(${kernel.tex}\\right)`,
    binding: 1,
  }),
  sentence: ([a = nothing, kernel = nothing]) => ({
    words: `the circular convolution of ${bracketWords(a, 1)} with ${bracketWords(kernel, 1)}`,
    binding: 1,
  }),
  python: ([a = nothing, kernel = nothing], { centre = 0 }) => ({
    code: `circular_convolution(${a.code}, ${kernel.code}, ${centre})`,
    binding: 2,
  }),
};

/**
 * Convolution along a sequence [L, C] with windows of K rows, no padding: [L − K + 1, M]. The filters are one matrix [K·C, M]: the window's
 * rows end to end, times it. (As in all deep learning, the filter is not mirrored: it is a cross-correlation.)
 */
export const conv1d = convolution('conv1d', 1);

/** The same over an image [R, C, D] with windows of K × L: [R − K + 1, C − L + 1, M], filters [K·L·D, M], a window's rows end to end. */
export const conv2d = convolution('conv2d', 2);

function convolution(id: string, axes: 1 | 2): Operator {
  return {
    arity: 2,
    shape([a, filters], { window = [] }) {
      const shape = needsRank(id, a, axes + 1);
      const [rows, size = 0] = needsRank(id, filters, 2);
      const sides = slidingSides(id, a, shape, window);
      needsEqual(
        id,
        a,
        times(
          window.reduce((product, side) => product * side, 1),
          shape[axes] ?? 0,
        ),
        filters,
        rows,
      );
      return [...sides, size];
    },
    value([a = none, filters = none], { attributes: { window = [] }, inputShapes: [shape = [], [, size = 0] = []] }) {
      const result: number[] = [];
      eachWindow(shape, window, (places) => {
        for (let j = 0; j < size; j++)
          result.push(places.reduce((sum, place, row) => sum + (a[place] ?? 0) * (filters[row * size + j] ?? 0), 0));
      });
      return Float64Array.from(result);
    },
    gradient(
      upstream,
      [a = none, filters = none],
      _output,
      { attributes: { window = [] }, inputShapes: [shape = [], [, size = 0] = []] },
    ) {
      const [toA, toFilters] = [new Float64Array(a.length), new Float64Array(filters.length)];
      let start = 0;
      eachWindow(shape, window, (places) => {
        places.forEach((place, row) => {
          for (let j = 0; j < size; j++) {
            const up = upstream[start + j] ?? 0;
            toA[place] = (toA[place] ?? 0) + up * (filters[row * size + j] ?? 0);
            toFilters[row * size + j] = (toFilters[row * size + j] ?? 0) + up * (a[place] ?? 0);
          }
        });
        start += size;
      });
      return [toA, toFilters];
    },
    tex: ([a = nothing, filters = nothing]) => ({
      tex: `\\left(${a.tex}\\right) * \\left(${filters.tex}\\right)`,
      binding: 1,
    }),
    sentence: ([a = nothing, filters = nothing], { window = [] }) => ({
      words: `the convolution of ${bracketWords(a, 1)} with ${bracketWords(filters, 1)}, in windows of ${window.join(' by ')}`,
      binding: 1,
    }),
    python: ([a = nothing, filters = nothing], { window = [] }) => ({
      code: `${id}(${a.code}, ${filters.code}, ${window.join(', ')})`,
      binding: 2,
    }),
  };
}

/** The sides of the result, which are numbers only where those of the input are. */
function slidingSides(id: string, input: NamedShape | undefined, shape: Shape, window: readonly number[]): number[] {
  if (window.length !== shape.length - 1)
    throw new ShapeError(`${id} needs a window of ${shape.length - 1} sides, got ${formatShape(window)}`);
  return window.map((side, axis) => {
    const length = shape[axis];
    if (typeof length !== 'number' || side < 1 || side > length)
      throw new ShapeError(
        `${id}: a window of ${formatShape(window)} does not fit into ${input?.symbol ?? 'nothing'} ${formatShape(shape)}`,
      );
    return length - side + 1;
  });
}

function times(count: number, dimension: Dimension): Dimension {
  return Array.from({ length: count }, () => dimension).reduce(addDimensions);
}

/** Calls back with the flat places of each window, row by row. A sequence [L, C] is an image [L, 1, C]. */
function eachWindow(
  shape: readonly number[],
  window: readonly number[],
  use: (places: readonly number[]) => void,
): void {
  const [rows = 0, columns = 1, depth = 1] = shape.length === 2 ? [shape[0], 1, shape[1]] : shape;
  const [height = 1, width = 1] = window;
  for (let top = 0; top + height <= rows; top++)
    for (let left = 0; left + width <= columns; left++) {
      const places: number[] = [];
      for (let row = top; row < top + height; row++)
        for (let column = left; column < left + width; column++)
          for (let channel = 0; channel < depth; channel++) places.push((row * columns + column) * depth + channel);
      use(places);
    }
}

function eachShift(
  length: number,
  kernel: number,
  centre: number,
  use: (to: number, k: number, from: number) => void,
): void {
  for (let to = 0; to < length; to++)
    for (let k = 0; k < kernel; k++) use(to, k, (((to - k + centre) % length) + length) % length);
}
