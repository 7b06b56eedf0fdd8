import type { Cell } from './defineCell';
import type { Expression, Given } from './Expression';
import { operators } from './operators';
import type { Code, Library } from './operators/Operator';
import type { Shape } from './Shape';
import { namesOf } from './toTex';

/** How the Python text of a cell calls what the equations call by letters. */
export interface PythonNames {
  readonly parameter: (name: string) => string;
}

/** Lists the assignments of one step, `h = torch.tanh(x @ self.W_xh + …)`, in an order in which each finds what it needs. */
export function pythonStep(cell: Cell, library: Library, { parameter }: PythonNames): string[] {
  const names = namesOf(cell);
  const order = new Map(cell.nodes.map((node, place) => [node, place]));
  const placeOf = ([name, root]: readonly [string, Expression]): number =>
    (order.get(root) ?? 0) + (names.get(root) === name ? 0 : 0.5);
  const givenName = ({ kind, name }: Given): string => {
    if (kind === 'state') return beforeName(name);
    return kind === 'input' ? pythonName(name) : parameter(name);
  };
  const codeOf = (node: Expression, root: Expression): Code => {
    const rank = cell.shapes.get(node)?.length ?? 1;
    if (node.kind !== 'operation') return { code: givenName(node), binding: 2, rank };
    const name = names.get(node);
    if (name !== undefined && node !== root) return { code: pythonName(name), binding: 2, rank };
    const inputs = node.inputs.map((input) => codeOf(input, root));
    return { ...operators[node.operator].python(inputs, node.attributes, library), rank };
  };
  return [...cell.quantities]
    .sort((left, right) => placeOf(left) - placeOf(right))
    .map(([name, root]) => {
      const twin = root.kind === 'operation' ? names.get(root) : undefined;
      const right = twin === undefined || twin === name ? codeOf(root, root).code : pythonName(twin);
      return `${pythonName(name)} = ${right}`;
    });
}

/** A symbol as a Python name: one that Python keeps for itself gets an underscore. */
export function pythonName(symbol: string): string {
  return keywords.has(symbol) ? `${symbol}_` : symbol;
}

/** The name of a state as the last step left it. */
export function beforeName(state: string): string {
  return `${state}_before`;
}

/** A state's size in Python; `letter` tells what stands for a size's letter. */
export function shapeCode(shape: Shape, letter: (name: string) => string): string {
  const sides = shape.map((side) =>
    String(side)
      .split('+')
      .map((part) => (/^\d+$/.test(part) ? part : letter(part)))
      .join(' + '),
  );
  return `(${sides.join(', ')}${sides.length === 1 ? ',' : ''})`;
}

/** For each letter of the parameters' sizes, a parameter and the axis on which it stands. */
export function sizeSources(cell: Pick<Cell, 'parameters'>): Map<string, { parameter: string; axis: number }> {
  const sources = new Map<string, { parameter: string; axis: number }>();
  for (const { name, shape } of cell.parameters)
    shape.forEach((side, axis) => {
      if (typeof side === 'string' && !side.includes('+') && !sources.has(side))
        sources.set(side, { parameter: name, axis });
    });
  return sources;
}

const keywords = new Set(
  'and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield np torch nn self sum weights initial state steps values out last'.split(
    ' ',
  ),
);
