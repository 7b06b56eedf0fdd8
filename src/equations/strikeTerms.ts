import { type Expression, type Operation, operation } from './Expression';
import { scale } from './language';

/**
 * An expression without the terms at the given paths; `undefined` when nothing is left of it. A minuend that is struck leaves minus what was
 * taken away; an affine map without operands leaves its bias.
 * @param paths as `termsOf` lists them
 */
export function strikeTerms(node: Expression, paths: readonly (readonly number[])[]): Expression | undefined {
  if (paths.length === 0 || node.kind !== 'operation') return paths.length === 0 ? node : undefined;
  if (paths.some(({ length }) => length === 0)) return undefined;
  const inputs = node.inputs.map((input, place) =>
    strikeTerms(
      input,
      paths.filter(([first]) => first === place).map(([, ...rest]) => rest),
    ),
  );
  const [a, b] = inputs;
  if (node.operator === 'affine') return strikeParts(node, inputs);
  if (inputs.every((input) => input !== undefined)) return { ...node, inputs };
  if (node.operator === 'sub' && a === undefined) return b && scale(-1, b);
  if (node.operator === 'add' || node.operator === 'sub' || node.operator === 'mul') return a ?? b;
  return undefined;
}

/** An affine map without the operands, and without the bias, that are missing among `inputs`. */
export function strikeParts(node: Operation, inputs: readonly (Expression | undefined)[]): Expression | undefined {
  const { operands = 0 } = node.attributes;
  const kept = inputs.slice(0, operands).flatMap((operand, k) => {
    const weight = inputs[operands + k];
    return operand === undefined || weight === undefined ? [] : [{ operand, weight }];
  });
  const bias = inputs.slice(2 * operands).filter((input) => input !== undefined);
  if (kept.length === 0) return bias[0];
  return operation('affine', [...kept.map(({ operand }) => operand), ...kept.map(({ weight }) => weight), ...bias], {
    ...node.attributes,
    operands: kept.length,
  });
}
