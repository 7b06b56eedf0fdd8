import { type Expression, type Given, inOrder, operation } from './Expression';
import { describe, inferShapes } from './inferShapes';
import { type Dimension, ShapeError } from './Shape';

/**
 * What an affine map multiplies: an expression that holds one given letter (`h`, or r ⊙ h), which its weight bears; or, for a value
 * computed in this same step, the expression under the letter it is to bear, `{ c: cNext }`.
 */
export type Operand = Expression | Readonly<Record<string, Expression>>;

/** What equations are given besides their letters: the makers of parameters, which name them by the equation. */
export interface AffineMakers {
  /** The affine map of a quantity: `affine('i', x, h)` is x·W_xi + h·W_hi + b_i. */
  readonly affine: (name: string, ...operands: Operand[]) => Expression;
  /** The same without a bias: `product('n', h)` is h·W_hn. */
  readonly product: (name: string, ...operands: Operand[]) => Expression;
  /** One operand's share of an affine map, with a bias of its own: `share('n', h)` is h·W_hn + b_hn. */
  readonly share: (name: string, operand: Operand) => Expression;
  /** A weight that stands alone, [H] unless told: the peephole of `mul(weight('p_i'), c)`. */
  readonly weight: (name: string, ...shape: Dimension[]) => Expression;
}

/** Makes the makers for the cell `id`. `sizes` has the sizes of quantities that are not [H]. */
export function affineMakers(id: string, sizes: Readonly<Record<string, string>>): AffineMakers {
  const map = (name: string, operands: readonly Operand[], biasOf: (letters: readonly string[]) => string | null) => {
    const size = sizes[name] ?? 'H';
    const named = operands.flatMap((operand) => namedOperands(id, operand));
    const weights = named.map(
      ([from, operand]): Given => ({
        kind: 'weight',
        name: `W_${from}${name}`,
        shape: [operandSize(operand, sizes), size],
      }),
    );
    const bias = biasOf(named.map(([from]) => from));
    const biases: Given[] = bias === null ? [] : [{ kind: 'bias', name: bias, shape: [size] }];
    return operation('affine', [...named.map(([, operand]) => operand), ...weights, ...biases], {
      name,
      operands: named.length,
    });
  };
  return {
    affine: (name, ...operands) => map(name, operands, () => `b_${name}`),
    product: (name, ...operands) => map(name, operands, () => null),
    share: (name, operand) => map(name, [operand], (letters) => `b_${letters.join('')}${name}`),
    weight: (name, ...shape) => ({ kind: 'weight', name, shape: shape.length > 0 ? shape : ['H'] }),
  };
}

function namedOperands(id: string, operand: Operand): [string, Expression][] {
  if (isExpression(operand)) return [[operandName(id, operand), operand]];
  return Object.entries(operand);
}

function isExpression(operand: Operand): operand is Expression {
  return typeof operand.kind === 'string';
}

/** The letter a weight bears for its operand: the one given quantity in it, not looking through other affine maps (r ⊙ h is `h`). */
function operandName(id: string, operand: Expression): string {
  const letters = [...outerGivens(operand)];
  if (letters.length === 1) return letters[0]?.name ?? '';
  throw new ShapeError(
    `cell "${id}": the operand ${describe(operand)} has no single letter to name its weight by; it holds ${letters.map(({ name }) => name).join(', ') || 'none'}; name it, as in affine('o', x, { c: … })`,
  );
}

/** The operand's size as a letter, taken before shapes are checked: `affine`'s shape rule checks it afterwards. */
function operandSize(operand: Expression, sizes: Readonly<Record<string, string>>): Dimension {
  if (operand.kind !== 'operation') return operand.shape[0] ?? 'H';
  if (operand.operator === 'affine') return sizes[operand.attributes.name ?? ''] ?? 'H';
  try {
    return inferShapes('operand', inOrder([operand]), new Map()).get(operand)?.[0] ?? 'H';
  } catch {
    // Reported with the names of the equations once they are known.
    return 'H';
  }
}

/** A parameter is no letter to name a weight by: p ⊙ c is `c`. */
function outerGivens(node: Expression): Set<Given> {
  if (node.kind !== 'operation') return new Set(node.kind === 'input' || node.kind === 'state' ? [node] : []);
  if (node.operator === 'affine') return new Set();
  return new Set(node.inputs.flatMap((input) => [...outerGivens(input)]));
}
