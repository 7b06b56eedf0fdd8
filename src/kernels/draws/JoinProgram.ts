import type { Part } from './Stage';

/** Tensors of as many columns one under the other, as tfjs's WebGL backend runs it: one draw. */
export class JoinProgram {
  readonly variableNames: string[];
  readonly outputShape: [number, number];
  readonly userCode: string;
  readonly customUniforms: { name: string; type: 'int' }[] = [];

  constructor(tensors: readonly Part['tensor'][]) {
    this.variableNames = tensors.map((_, place) => `T${place}`);
    const heights = tensors.map(({ shape }) => shape[0]);
    this.outputShape = [heights.reduce((sum, height) => sum + height, 0), tensors[0]?.shape[1] ?? 0];
    let end = 0;
    const branches = heights.map((height, place) => {
      const start = end;
      end += height;
      return `if (at.x < ${end}) { setOutput(getT${place}(at.x - ${start}, at.y)); }`;
    });
    this.userCode = `
      void main() {
        ivec2 at = getOutputCoords();
        ${branches.join('\n        else ')}
      }`;
  }
}
