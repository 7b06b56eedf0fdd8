import { formatShape, isSameShape, ShapeError } from '../Shape';
import { bracketCode, bracketWords, type Operator } from './Operator';

/**
 * The sum of matrix products and a bias, `o₁·W₁ + … + oₖ·Wₖ + b`: operands [Nᵢ] are row vectors, weights are [Nᵢ, M], the bias [M].
 * Inputs come in this order: operands, their weights, then the bias if there is one.
 */
export const affine: Operator = {
  arity: 'any',
  shape(inputs, { operands = 0 }) {
    const [firstWeight] = inputs.slice(operands);
    const size = firstWeight?.shape[1];
    if (operands < 1 || firstWeight === undefined || size === undefined)
      throw new ShapeError('affine needs at least one operand and its weight');
    inputs.slice(0, operands).forEach((operand, index) => {
      const weight = inputs[operands + index];
      const expected = [operand.shape[0] ?? '?', size];
      if (operand.shape.length !== 1)
        throw new ShapeError(`affine needs vectors; ${operand.symbol} is ${formatShape(operand.shape)}`);
      if (weight === undefined || !isSameShape(weight.shape, expected)) {
        throw new ShapeError(
          `${weight?.symbol ?? 'a weight'} should be ${formatShape(expected)} for ${operand.symbol} ${formatShape(operand.shape)}, is ${formatShape(weight?.shape ?? [])}`,
        );
      }
    });
    const bias = inputs[2 * operands];
    if (bias !== undefined && !isSameShape(bias.shape, [size])) {
      throw new ShapeError(`bias ${bias.symbol} should be ${formatShape([size])}, is ${formatShape(bias.shape)}`);
    }
    return [size];
  },
  value(inputs, { attributes: { operands = 0 }, inputShapes }) {
    const size = inputShapes[operands]?.[1] ?? 0;
    const bias = inputs[2 * operands];
    const sum = bias === undefined ? new Float64Array(size) : Float64Array.from(bias);
    for (let k = 0; k < operands; k++) addRowProduct(sum, inputs[k], inputs[operands + k]);
    return sum;
  },
  gradient(upstream, inputs, _output, { attributes: { operands = 0 } }) {
    const toOperands: Float64Array[] = [];
    const toWeights: Float64Array[] = [];
    for (let k = 0; k < operands; k++) {
      const operand = inputs[k] ?? new Float64Array();
      const weight = inputs[operands + k] ?? new Float64Array();
      const toOperand = new Float64Array(operand.length);
      const toWeight = new Float64Array(weight.length);
      for (let row = 0; row < operand.length; row++) {
        let dot = 0;
        for (let column = 0; column < upstream.length; column++) {
          const at = row * upstream.length + column;
          dot += (upstream[column] ?? 0) * (weight[at] ?? 0);
          toWeight[at] = (operand[row] ?? 0) * (upstream[column] ?? 0);
        }
        toOperand[row] = dot;
      }
      toOperands.push(toOperand);
      toWeights.push(toWeight);
    }
    const toBias = inputs.length > 2 * operands ? [Float64Array.from(upstream)] : [];
    return [...toOperands, ...toWeights, ...toBias];
  },
  tex(inputs, { operands = 0 }) {
    const products = inputs.slice(0, operands).map((operand, k) => {
      const weight = inputs[operands + k]?.tex ?? '';
      return `${weight}${operand.binding === 2 ? operand.tex : `\\left(${operand.tex}\\right)`}`;
    });
    const bias = inputs.slice(2 * operands).map(({ tex }) => tex);
    const terms = [...products, ...bias];
    return { tex: terms.join(' + '), binding: terms.length > 1 ? 0 : 1 };
  },
  sentence(inputs, { operands = 0 }) {
    const products = inputs
      .slice(0, operands)
      .map((operand, k) => `${inputs[operands + k]?.words ?? ''} times ${bracketWords(operand, 2)}`);
    const terms = [...products, ...inputs.slice(2 * operands).map(({ words }) => words)];
    return { words: terms.join(', plus '), binding: terms.length > 1 ? 0 : 1 };
  },
  python(inputs, { operands = 0 }) {
    const products = inputs
      .slice(0, operands)
      .map((operand, k) => `${bracketCode(operand, 2)} @ ${inputs[operands + k]?.code ?? ''}`);
    const terms = [...products, ...inputs.slice(2 * operands).map(({ code }) => code)];
    return { code: terms.join(' + '), binding: terms.length > 1 ? 0 : 1 };
  },
};

/** Adds the row vector `row` [N] times `matrix` [N, M] to `sum` [M]. */
function addRowProduct(
  sum: Float64Array,
  row: Float64Array = new Float64Array(),
  matrix: Float64Array = new Float64Array(),
): void {
  for (let i = 0; i < row.length; i++) {
    const factor = row[i] ?? 0;
    // One-hot inputs are mostly zeros.
    if (factor === 0) continue;
    for (let j = 0; j < sum.length; j++) sum[j] = (sum[j] ?? 0) + factor * (matrix[i * sum.length + j] ?? 0);
  }
}
