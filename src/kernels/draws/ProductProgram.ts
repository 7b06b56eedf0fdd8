import { readOf } from './readOf';
import type { Part, Product } from './Stage';

/** A product of few rows as tfjs's WebGL backend runs it: one draw, straight from where the operand lies. The weight is its last tensor. */
export class ProductProgram {
  readonly variableNames: string[];
  readonly outputShape: [number, number];
  readonly userCode: string;
  readonly customUniforms: { name: string; type: 'int' }[];

  /** @param tensors the distinct tensors that hold the operand's parts */
  constructor({ parts, rows, size, columns, isTransposed }: Product, tensors: readonly Part['tensor'][]) {
    this.variableNames = [...tensors.map((_, place) => `T${place}`), 'W'];
    this.outputShape = [rows, columns];
    this.customUniforms = parts.map((_, place) => ({ name: `row_${place}`, type: 'int' }));
    const operand = parts.map((part, place) => readOf(part, tensors.indexOf(part.tensor), `at.x + row_${place}`, 'k'));
    this.userCode = `
      void main() {
        ivec2 at = getOutputCoords();
        float sum = 0.0;
        for (int k = 0; k < ${size}; k++)
          sum += (${operand.join(' + ') || '0.0'}) * ${isTransposed ? 'getW(at.y, k)' : 'getW(k, at.y)'};
        setOutput(sum);
      }`;
  }
}
