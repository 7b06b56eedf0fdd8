import type { Cell } from './defineCell';
import type { Attributes, Expression } from './Expression';
import { scale } from './language';
import { operators } from './operators';
import { expressionTex, namesOf } from './toTex';

/** An addend that one cell's equation has and the other's has not, as TeX; or one that has changed into another. */
export interface TermChange {
  readonly before?: string;
  readonly after?: string;
}

/** How the equation of one quantity differs between two cells. */
export interface EquationDifference {
  readonly quantity: string;
  /** Whether only the second cell has an equation for it, only the first, or both have different ones. */
  readonly kind: 'added' | 'removed' | 'changed';
  /** The addends that differ; in an equation that is added or removed, all of them. */
  readonly terms: readonly TermChange[];
  /** The functions around the sum, outermost first, where they differ: σ in one cell and tanh in the other. */
  readonly around?: { readonly before: string; readonly after: string };
}

/**
 * Tells how cell `after` differs from cell `before`, quantity by quantity, in the order of `before`, then what is new. Equations are compared
 * as sums of terms, whatever the order of addends and factors: f ⊙ c + i ⊙ g against c + i ⊙ g is one term changed, f ⊙ c into c. Terms that
 * share a letter count as one that changed; the others as removed and added. Equal cells differ in nothing.
 */
export function difference(before: Cell, after: Cell): EquationDifference[] {
  const names = [...new Set([...before.quantities.keys(), ...after.quantities.keys()])];
  return names.flatMap((quantity): EquationDifference[] => {
    const [old, young] = [readEquation(before, quantity), readEquation(after, quantity)];
    if (old === undefined && young === undefined) return [];
    if (old === undefined)
      return [{ quantity, kind: 'added', terms: (young?.terms ?? []).map(({ tex }) => ({ after: tex })) }];
    if (young === undefined)
      return [{ quantity, kind: 'removed', terms: old.terms.map(({ tex }) => ({ before: tex })) }];
    const terms = compareTerms(old.terms, young.terms);
    const isSameAround = old.around.key === young.around.key;
    if (terms.length === 0 && isSameAround) return [];
    return [
      {
        quantity,
        kind: 'changed',
        terms,
        ...(isSameAround ? {} : { around: { before: old.around.tex, after: young.around.tex } }),
      },
    ];
  });
}

interface ReadTerm {
  readonly key: string;
  readonly tex: string;
  /** The quantities and weights in it. */
  readonly letters: ReadonlySet<string>;
}

interface ReadEquation {
  readonly around: { readonly key: string; readonly tex: string };
  readonly terms: readonly ReadTerm[];
}

/** An equation as the functions around a sum, and the sum's addends. */
function readEquation(cell: Cell, quantity: string): ReadEquation | undefined {
  const root = cell.quantities.get(quantity);
  if (root === undefined) return undefined;
  const names = namesOf(cell);
  const isWritten = (node: Expression): boolean => node.kind === 'operation' && (node === root || !names.has(node));
  const around: Expression[] = [];
  let inner = root;
  while (inner.kind === 'operation' && inner.inputs.length === 1 && isWritten(inner)) {
    const [next] = inner.inputs;
    if (next === undefined) break;
    around.push(inner);
    inner = next;
  }
  return {
    around: {
      key: around.map((node) => (node.kind === 'operation' ? node.operator + constantsOf(node.attributes) : '')).join(),
      tex: around.reduceRight(
        (argument, node) =>
          node.kind === 'operation'
            ? operators[node.operator].tex([{ tex: argument, binding: 2 }], node.attributes).tex
            : argument,
        '\\cdot',
      ),
    },
    terms: addendsOf(inner, isWritten).map((term) => ({
      key: keyOf(term, names, root),
      tex: expressionTex(term, names, root).tex,
      letters: new Set(lettersOf(term, names, root)),
    })),
  };
}

/** The addends of a sum; what is subtracted is an addend with a minus. */
function addendsOf(node: Expression, isWritten: (node: Expression) => boolean): Expression[] {
  if (node.kind !== 'operation' || !isWritten(node)) return [node];
  const [a = node, b = node] = node.inputs;
  if (node.operator === 'add') return [...addendsOf(a, isWritten), ...addendsOf(b, isWritten)];
  if (node.operator === 'sub')
    return [...addendsOf(a, isWritten), ...addendsOf(b, isWritten).map((term) => scale(-1, term))];
  if (node.operator !== 'affine') return [node];
  const { operands = 0 } = node.attributes;
  const products = node.inputs.slice(0, operands).flatMap((operand, k) => {
    const weight = node.inputs[operands + k];
    const attributes = { ...node.attributes, operands: 1 };
    return weight === undefined ? [] : [{ ...node, inputs: [operand, weight], attributes }];
  });
  return [...products, ...node.inputs.slice(2 * operands)];
}

function compareTerms(old: readonly ReadTerm[], young: readonly ReadTerm[]): TermChange[] {
  const rest = [...young];
  const gone = old.filter(({ key }) => {
    const place = rest.findIndex((term) => term.key === key);
    if (place >= 0) rest.splice(place, 1);
    return place < 0;
  });
  const changes = gone.map((term): TermChange => {
    const shared = rest.map(({ letters }) => [...letters].filter((letter) => term.letters.has(letter)).length);
    const most = Math.max(0, ...shared);
    const [partner] = most > 0 ? rest.splice(shared.indexOf(most), 1) : [];
    return { before: term.tex, ...(partner && { after: partner.tex }) };
  });
  return [...changes, ...rest.map(({ tex }) => ({ after: tex }))];
}

/** A text that two terms share when they are the same, whatever the order of addends and factors. */
function keyOf(node: Expression, names: ReadonlyMap<Expression, string>, root: Expression): string {
  if (node.kind !== 'operation') return node.kind === 'state' ? `${node.name} before` : node.name;
  const name = names.get(node);
  if (name !== undefined && node !== root) return name;
  const inputs = node.inputs.map((input) => keyOf(input, names, root));
  if (node.operator === 'add' || node.operator === 'mul') inputs.sort();
  return `${node.operator}${constantsOf(node.attributes)}(${inputs.join(', ')})`;
}

/** An operator's constants as text; the name of an affine map's quantity is no part of what it computes. */
function constantsOf({ name: _name, ...constants }: Attributes): string {
  return JSON.stringify(Object.entries(constants).sort(([left], [right]) => left.localeCompare(right)));
}

function lettersOf(node: Expression, names: ReadonlyMap<Expression, string>, root: Expression): string[] {
  if (node.kind !== 'operation') return [node.name];
  const name = names.get(node);
  return name !== undefined && node !== root ? [name] : node.inputs.flatMap((input) => lettersOf(input, names, root));
}
