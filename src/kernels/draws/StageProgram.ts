import type { Formula, FunctionId } from '../formulas/Formula';
import { readOf } from './readOf';
import type { Part, Stage } from './Stage';

/** The functions of formulas in GLSL, over the names of their inputs. */
const functions: Readonly<Record<FunctionId, (...inputs: readonly string[]) => string>> = {
  add: (a, b) => `${a} + ${b}`,
  sub: (a, b) => `${a} - ${b}`,
  mul: (a, b) => `${a} * ${b}`,
  div: (a, b) => `${a} / ${b}`,
  min: (a, b) => `min(${a}, ${b})`,
  max: (a, b) => `max(${a}, ${b})`,
  sqrt: (a) => `sqrt(${a})`,
  exp: (a) => `exp(${a})`,
  log: (a) => `log(${a})`,
  sigmoid: (a) => `1.0 / (1.0 + exp(-(${a})))`,
  // Past 15 it is ±1 in single precision, and exp would overflow.
  tanh: (a) => `1.0 - 2.0 / (exp(2.0 * clamp(${a}, -15.0, 15.0)) + 1.0)`,
  select: (condition, yes, no) => `(${condition}) > 0.0 ? ${yes} : ${no}`,
};

/**
 * A stage as tfjs's WebGL backend runs it: one draw, whose every pixel computes the formula for its row and column, and keeps the quantity
 * that it is of. Rows are uniforms, so that all steps of a sequence share one program.
 */
export class StageProgram {
  readonly variableNames: string[];
  readonly outputShape: [number, number];
  readonly userCode: string;
  readonly customUniforms: { name: string; type: 'int' }[];

  /** @param tensors the distinct tensors that the stage reads */
  constructor({ formula, rows, columns, parts }: Stage, tensors: readonly Part['tensor'][]) {
    this.variableNames = tensors.map((_, place) => `T${place}`);
    this.outputShape = [rows, columns * formula.stores.length];
    const reads = parts.map((own, slot) =>
      own.map((part, place) => readOf(part, tensors.indexOf(part.tensor), `row + row_${slot}_${place}`, 'column')),
    );
    this.customUniforms = parts.flatMap((own, slot) =>
      own.map((_, place) => ({ name: `row_${slot}_${place}`, type: 'int' as const })),
    );
    this.userCode = `
      void main() {
        ivec2 at = getOutputCoords();
        int row = at.x;
        int quantity = at.y / ${columns};
        int column = at.y - quantity * ${columns};
        ${linesOf(formula, reads).join('\n        ')}
        setOutput(${choiceOf(formula)});
      }`;
  }
}

function linesOf(formula: Formula, reads: readonly (readonly string[])[]): string[] {
  return formula.used().flatMap((term) => {
    const instruction = formula.instructions[term];
    if (instruction === undefined) return [];
    if (instruction.kind === 'constant') return [`float t${term} = ${numberOf(instruction.value)};`];
    if (instruction.kind === 'load')
      return [`float t${term} = ${(reads[instruction.slot] ?? []).join(' + ') || '0.0'};`];
    const value = functions[instruction.function](...instruction.inputs.map((input) => `t${input}`));
    return [`float t${term} = ${value};`];
  });
}

function choiceOf({ stores }: Formula): string {
  return stores.reduceRight(
    (rest, { term }, place) => (rest === '' ? `t${term}` : `quantity == ${place} ? t${term} : ${rest}`),
    '',
  );
}

function numberOf(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? '3.4e38' : '-3.4e38';
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}
