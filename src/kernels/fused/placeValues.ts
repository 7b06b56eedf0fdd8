import type { Cell } from '../../equations/defineCell';
import type { Expression, Operation } from '../../equations/Expression';
import { NotFusableError } from './FusedPlan';
import { type Buffer, padded, type Place, type WeightBlock } from './Layout';
import type { NodeOrder, PackedProduct } from './orderNodes';
import { UnitMasks } from './stageFormula';

/** Where everything lies that kernels read and write on the way forward. */
export interface Placing {
  readonly buffers: Buffer[];
  readonly blocks: WeightBlock[];
  readonly blockOf: ReadonlyMap<string, WeightBlock>;
  readonly packs: readonly PlacedProduct[];
  readonly inputs: ReadonlyMap<string, Place>;
  readonly states: ReadonlyMap<string, Place>;
  /** Where a node's value lies, of those that are kept at all. */
  readonly values: ReadonlyMap<Expression, Place>;
  /** New states that are a value which lies elsewhere, and must be copied. */
  readonly copies: readonly { readonly node: Expression; readonly to: Place }[];
  readonly addBuffer: (width: number, steps: Buffer['steps']) => Buffer;
  readonly unitMasks: UnitMasks;
}

/** A packed product with its weights and its place. */
export interface PlacedProduct extends PackedProduct {
  readonly to: Place;
  readonly weights: readonly WeightBlock[];
  readonly bias: WeightBlock | undefined;
}

/** Element-wise operations whose derivative asks for the result alone: they may be written over what they came from. */
const needsOnlyOutput: ReadonlySet<string> = new Set(['sigmoid', 'tanh', 'relu', 'exp', 'identity']);

/**
 * Decides what is kept and where.
 * @param isKept whether a node's value is needed outside of its own stage, on the way forward or back
 * @param mayOverwrite whether an affine map's own value may be lost
 * @param tokenInput an input that has no numbers of its own
 */
export function placeValues(
  cell: Cell,
  order: NodeOrder,
  isKept: (node: Operation) => boolean,
  mayOverwrite: (affine: Expression) => boolean,
  tokenInput: string | undefined,
): Placing {
  const buffers: Buffer[] = [];
  const addBuffer = (width: number, steps: Buffer['steps']): Buffer => {
    const buffer = { index: buffers.length, width: padded(width), steps };
    buffers.push(buffer);
    return buffer;
  };
  const { blocks, blockOf, packs } = placeWeights(cell, order, addBuffer);
  const values = new Map<Expression, Place>();
  for (const { affines, to } of packs) {
    let column = 0;
    for (const affine of affines) {
      values.set(affine, { ...to, column });
      column += padded(order.sizeOf(affine));
    }
  }
  const inputs = new Map<string, Place>();
  const states = new Map<string, Place>();
  for (const node of cell.nodes) {
    if (node.kind === 'state') {
      const place = { buffer: addBuffer(order.sizeOf(node), 'led'), column: 0, shift: 0 } as const;
      states.set(node.name, place);
      values.set(node, place);
    } else if (node.kind === 'input' && order.wanted.has(node) && node.name !== tokenInput) {
      const place = { buffer: addBuffer(order.sizeOf(node), 'all'), column: 0, shift: 0 } as const;
      inputs.set(node.name, place);
      values.set(node, place);
    }
  }
  for (const name of cell.state)
    if (!states.has(name)) {
      const node = cell.quantities.get(name);
      if (node === undefined) throw new NotFusableError(`the state ${name} gets no new value`);
      states.set(name, { buffer: addBuffer(order.sizeOf(node), 'led'), column: 0, shift: 0 });
    }

  const copies: { node: Expression; to: Place }[] = [];
  for (const name of cell.state) {
    const node = cell.quantities.get(name);
    const old = states.get(name);
    if (node === undefined || old === undefined) continue;
    const to = { ...old, shift: 1 } as const;
    const isOwn = node.kind === 'operation' && node.operator !== 'affine' && order.passOf.get(node) === 'within';
    if (isOwn && !values.has(node)) values.set(node, to);
    else copies.push({ node, to });
  }
  for (const { nodes } of order.stages)
    for (const node of nodes) {
      if (values.has(node) || order.fixed.has(node) || !isKept(node)) continue;
      const [from] = node.inputs;
      const above = from?.kind === 'operation' && from.operator === 'affine' ? values.get(from) : undefined;
      const isOver =
        above !== undefined &&
        from !== undefined &&
        needsOnlyOutput.has(node.operator) &&
        mayOverwrite(from) &&
        usersOf(from, order) === 1;
      values.set(node, isOver ? above : { buffer: addBuffer(order.sizeOf(node), 'all'), column: 0, shift: 0 });
    }
  return { buffers, blocks, blockOf, packs, inputs, states, values, copies, addBuffer, unitMasks: new UnitMasks() };
}

function usersOf(node: Expression, { wanted }: NodeOrder): number {
  let users = 0;
  for (const other of wanted)
    if (other.kind === 'operation') users += other.inputs.filter((input) => input === node).length;
  return users;
}

/** Lays the weights of packed products side by side, and all blocks end to end in one flat vector. */
function placeWeights(
  cell: Cell,
  { products, wanted, sizeOf }: NodeOrder,
  addBuffer: (width: number, steps: Buffer['steps']) => Buffer,
): Pick<Placing, 'blocks' | 'blockOf' | 'packs'> {
  const blocks: WeightBlock[] = [];
  const blockOf = new Map<string, WeightBlock>();
  let start = 0;
  const addBlock = (rows: number, names: readonly (readonly [string, number])[]): WeightBlock => {
    let column = 0;
    const parts = names.map(([name, columns]) => {
      const part = { name, column, columns };
      column += padded(columns);
      return part;
    });
    const block = { index: blocks.length, start, rows, width: column, parts };
    for (const [name] of names) {
      if (blockOf.has(name)) throw new NotFusableError(`${name} stands in two products`);
      blockOf.set(name, block);
    }
    blocks.push(block);
    start += rows * column;
    return block;
  };
  const packs = products.map((product) => {
    const count = product.operands.length;
    const names = (place: number) =>
      product.affines.map((affine) => [nameOf(affine.inputs[place]), sizeOf(affine)] as const);
    const hasBias = (product.affines[0]?.inputs.length ?? 0) > 2 * count;
    const weights = product.operands.map((operand, k) => addBlock(sizeOf(operand), names(count + k)));
    const bias = hasBias ? addBlock(1, names(2 * count)) : undefined;
    const to = { buffer: addBuffer(weights[0]?.width ?? 0, 'all'), column: 0, shift: 0 } as const;
    return { ...product, to, weights, bias };
  });
  for (const node of cell.parameters)
    if (wanted.has(node) && !blockOf.has(node.name)) addBlock(1, [[node.name, sizeOf(node)]]);
  for (const { operands, affines } of products)
    for (const affine of affines)
      for (const node of affine.inputs.slice(operands.length)) {
        const standsAlone = [...wanted].some(
          (other) => other.kind === 'operation' && other.operator !== 'affine' && other.inputs.includes(node),
        );
        if (standsAlone) throw new NotFusableError(`${nameOf(node)} stands in a product and outside of it`);
      }
  return { blocks, blockOf, packs };
}

function nameOf(node: Expression | undefined): string {
  if (node === undefined || node.kind === 'operation')
    throw new NotFusableError('a weight that is computed has no fused form');
  return node.name;
}
