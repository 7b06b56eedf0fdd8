import type { OperatorId } from './operators';
import type { Shape } from './Shape';

/** A leaf: something the equations are given. `state` is the value of the previous step. */
export interface Given {
  readonly kind: 'input' | 'state' | 'weight' | 'bias';
  readonly name: string;
  readonly shape: Shape;
}

/** An operator applied to expressions. Attributes are its constants, such as the factor of `scale`. */
export interface Operation {
  readonly kind: 'operation';
  readonly operator: OperatorId;
  readonly inputs: readonly Expression[];
  readonly attributes: Attributes;
}

/** A node of the expression graph. Nodes are compared by identity: a value used twice is one node. */
export type Expression = Given | Operation;

/** The constants of an operation. */
export interface Attributes {
  /** `affine`: the name of the quantity that it computes, which its parameters bear. */
  readonly name?: string;
  /** `affine`: how many of the inputs are operands; as many weights follow, then perhaps a bias. */
  readonly operands?: number;
  /** `scale`: the constant factor. */
  readonly factor?: number;
  /** `slice`: first element and number of elements. */
  readonly start?: number;
  readonly size?: number;
  /** `shift`: the constant that is added. */
  readonly offset?: number;
  /** `power`: the exponent. */
  readonly exponent?: number;
  /** `reshape`: the new shape. */
  readonly shape?: readonly number[];
  /** Convolution and pooling: rows, or rows and columns, of the window. */
  readonly window?: readonly number[];
  /** `circularConvolution`: the element of the kernel that leaves things where they are. */
  readonly centre?: number;
  /** `hold`: flat places that are held, the number that they are held at, and the step from which on. */
  readonly units?: readonly number[];
  readonly held?: number;
  readonly from?: number;
}

/** Applies an operator. Shapes are checked when the cell that holds the expression is defined. */
export function operation(operator: OperatorId, inputs: readonly Expression[], attributes: Attributes = {}): Operation {
  return { kind: 'operation', operator, inputs, attributes };
}

/** Lists every node that the roots depend on, each once, inputs before their users. */
export function inOrder(roots: Iterable<Expression>): Expression[] {
  const seen = new Set<Expression>();
  const visit = (node: Expression): void => {
    if (seen.has(node)) return;
    if (node.kind === 'operation') node.inputs.forEach(visit);
    seen.add(node);
  };
  for (const root of roots) visit(root);
  return [...seen];
}

/** Rebuilds an expression with some nodes exchanged; what does not change stays the same node. `done` keeps sharing across calls. */
export function replaceNodes(
  root: Expression,
  replacements: ReadonlyMap<Expression, Expression>,
  done = new Map<Expression, Expression>(),
): Expression {
  const known = replacements.get(root) ?? done.get(root);
  if (known !== undefined) return known;
  if (root.kind !== 'operation') return root;
  const inputs = root.inputs.map((input) => replaceNodes(input, replacements, done));
  const rebuilt = inputs.every((input, index) => input === root.inputs[index]) ? root : { ...root, inputs };
  done.set(root, rebuilt);
  return rebuilt;
}
