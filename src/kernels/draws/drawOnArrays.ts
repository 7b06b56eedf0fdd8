import * as tf from '@tensorflow/tfjs';
import { Formula } from '../formulas/Formula';
import { runFormula } from '../formulas/runFormula';
import type { Draws, Part } from './Stage';

/** Draws by plain arithmetic: what a graphics processor is checked against, number by number. */
export const drawOnArrays: Draws = {
  stage({ formula, rows, columns, parts }) {
    const sums = formula.slots.map((_slot, place) => sumOf(parts[place] ?? [], rows, columns));
    const alone = new Formula();
    alone.slots.push(...formula.slots.map(({ key }) => ({ key, spread: 'row' as const })));
    alone.instructions.push(...formula.instructions);
    formula.stores.forEach(({ term }, place) => alone.store({ key: `drawn ${place}`, spread: 'row' }, term));
    const outputs = formula.stores.map(() => new Float32Array(rows * columns));
    runFormula(alone, {
      ...Object.fromEntries(formula.slots.map(({ key }, place) => [key, sums[place] ?? []])),
      ...Object.fromEntries(outputs.map((output, place) => [`drawn ${place}`, output])),
    });
    const drawn = new Float32Array(rows * columns * outputs.length);
    outputs.forEach((output, place) => {
      for (let r = 0; r < rows; r++)
        drawn.set(output.subarray(r * columns, (r + 1) * columns), (r * outputs.length + place) * columns);
    });
    return tf.tensor2d(drawn, [rows, columns * outputs.length]);
  },
  product({ parts, rows, size, weight, isTransposed }) {
    return tf.tidy(() => tf.matMul(tf.tensor2d(sumOf(parts, rows, size), [rows, size]), weight, false, isTransposed));
  },
  join: (tensors) => tf.concat2d([...tensors], 0),
};

function sumOf(parts: readonly Part[], rows: number, columns: number): Float32Array {
  const sum = new Float32Array(rows * columns);
  for (const { tensor, row, column } of parts) {
    const [height, width] = tensor.shape;
    const values = tensor.dataSync();
    for (let r = 0; r < rows; r++)
      for (let k = 0; k < columns; k++) {
        const from = (height === 1 ? 0 : row + r) * width + (width === 1 ? 0 : column + k);
        sum[r * columns + k] = (sum[r * columns + k] ?? 0) + (values[from] ?? Number.NaN);
      }
  }
  return sum;
}
