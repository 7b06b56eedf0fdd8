import type { Cell } from '../../equations/defineCell';
import type { Expression, Operation } from '../../equations/Expression';
import { heldNodes } from '../../equations/heldNodes';
import { resolveShape, type Sizes } from '../../equations/Shape';
import { heldPrefix, operatorFormulas } from '../formulas/operatorFormulas';
import { type Action, type FusedPlan, NotFusableError, type Passes } from './FusedPlan';
import type { Place } from './Layout';
import { type NodeOrder, orderNodes, type Pass } from './orderNodes';
import { type Placing, placeValues } from './placeValues';
import { planBackward } from './planBackward';
import { isDear, StageFormula } from './stageFormula';

/** What a fused run is for. */
export interface FusedPurpose {
  /** Values that are asked for at every step. */
  readonly roots: readonly Expression[];
  /** Those of them from which gradients may come. */
  readonly outputs?: readonly Expression[];
  /** The input that comes as token ids in place of one-hot rows. */
  readonly tokenInput?: string | undefined;
  readonly isMasked?: boolean;
  readonly hasInputGradients?: boolean;
}

/**
 * Plans a cell's run by fused kernels, and the way back through it: which element-wise work is one kernel, which products there are, what
 * is kept of the way forward, and where it lies.
 * @throws NotFusableError naming what has no fused form
 * @throws ShapeError when the cell cannot be masked
 */
export function planFused(cell: Cell, sizes: Sizes, purpose: FusedPurpose): FusedPlan {
  const { roots, outputs = roots, tokenInput, isMasked = false, hasInputGradients = false } = purpose;
  const order = orderNodes(cell, sizes, roots);
  const held = isMasked ? heldNodes(cell) : new Map<Expression, string>();
  for (const node of held.keys())
    if (node.kind === 'operation' && (node.operator === 'affine' || order.passOf.get(node) !== 'within'))
      throw new NotFusableError('a state that is a product cannot be masked in a fused run');
  requireTokensInProductsOnly(order, tokenInput);

  const crossing = crossingNodes(order, [...roots, ...cell.state.flatMap((name) => cell.quantities.get(name) ?? [])]);
  const neededBack = neededOnTheWayBack(order, crossing);
  const placing = placeValues(
    cell,
    order,
    (node) => crossing.has(node) || (isDear(node) && neededBack.has(node)),
    (affine) => !crossing.has(affine) && !neededBack.has(affine),
    tokenInput,
  );
  const forward = planForward(order, placing, held, tokenInput);
  const back = planBackward({ cell, order, placing, held, outputs, tokenInput, hasInputGradients });
  return {
    cell,
    sizes,
    buffers: placing.buffers,
    blocks: placing.blocks,
    parameterCount: placing.blocks.reduce((total, { rows, width }) => total + rows * width, 0),
    isMasked,
    unitMasks: placing.unitMasks.masks,
    unitCount: placing.unitMasks.count,
    tokenInput,
    inputs: placing.inputs,
    states: placing.states,
    values: placing.values,
    forward,
    ...back,
    sizeOf: order.sizeOf,
    sizeOfInput: (name) => inputSize(cell, name, sizes),
    sizeOfState: (name) => resolveShape(cell.stateShapes[name] ?? [], sizes)[0] ?? 0,
    shapeOf(name) {
      const parameter = cell.parameters.find((node) => node.name === name);
      return resolveShape(parameter?.shape ?? [], sizes);
    },
  };
}

function inputSize({ nodes }: Cell, name: string, sizes: Sizes): number {
  const node = nodes.find((other) => other.kind === 'input' && other.name === name);
  return resolveShape(node?.kind === 'input' ? node.shape : [], sizes)[0] ?? 0;
}

function requireTokensInProductsOnly({ wanted, passOf }: NodeOrder, tokenInput: string | undefined): void {
  if (tokenInput === undefined) return;
  for (const node of wanted) {
    if (node.kind !== 'operation') continue;
    const operands = node.operator === 'affine' ? (node.attributes.operands ?? 0) : 0;
    const places = node.inputs.flatMap((input, place) =>
      input.kind === 'input' && input.name === tokenInput ? [place] : [],
    );
    if (
      places.some((place) => place >= operands) ||
      places.length > 1 ||
      (places.length > 0 && passOf.get(node) === undefined)
    )
      throw new NotFusableError(`${tokenInput} is used outside of a product, and cannot come as tokens`);
  }
}

/** Values that leave their stage: asked for, multiplied by a matrix, or used at another time. */
function crossingNodes({ wanted, passOf, levelOf, fixed }: NodeOrder, asked: readonly Expression[]): Set<Expression> {
  const crossing = new Set<Expression>(asked);
  for (const user of wanted) {
    if (user.kind !== 'operation') continue;
    for (const input of user.inputs) {
      if (fixed.has(input)) continue;
      const isElsewhere = passOf.get(input) !== passOf.get(user) || levelOf.get(input) !== levelOf.get(user);
      if (input.kind === 'operation' && input.operator !== 'affine' && (user.operator === 'affine' || isElsewhere))
        crossing.add(input);
    }
  }
  return crossing;
}

/** Values that derivatives ask for: all of their inputs and outputs that their rows in the table use. */
function neededOnTheWayBack({ wanted }: NodeOrder, kept: ReadonlySet<Expression>): Set<Expression> {
  const needed = new Set<Expression>();
  const stage = new StageFormula(
    () => undefined,
    () => ({ index: 0, start: 0, rows: 1, width: 4, parts: [] }),
  );
  const nothing = stage.formula.constant(Number.NaN);
  const visit = (node: Expression): void => {
    if (needed.has(node)) return;
    needed.add(node);
    // What is cheap is computed anew, from inputs that must be there then.
    if (node.kind === 'operation' && node.operator !== 'affine' && !isDear(node) && !kept.has(node))
      node.inputs.forEach(visit);
  };
  for (const node of wanted) {
    if (node.kind !== 'operation') continue;
    operatorFormulas[node.operator]?.gradient(
      stage.formula,
      nothing,
      {
        input(place) {
          const input = node.inputs[place];
          if (input !== undefined) visit(input);
          return nothing;
        },
        output() {
          visit(node);
          return nothing;
        },
      },
      node.attributes,
    );
  }
  return needed;
}

function planForward(
  order: NodeOrder,
  placing: Placing,
  held: ReadonlyMap<Expression, string>,
  tokenInput: string | undefined,
): Passes {
  const passes: Record<Pass, Action[]> = { before: [], within: [], after: [] };
  const { packs, values, copies } = placing;
  const isToken = (operand: Expression): boolean => operand.kind === 'input' && operand.name === tokenInput;
  const fromOf = (operand: Expression): Place => {
    const place = values.get(operand);
    if (place === undefined) throw new NotFusableError('a product waits for a value that is not kept');
    return place;
  };
  const begin = (pack: (typeof packs)[number]): Action => {
    const lookUps = pack.operands.flatMap((operand, k) => (isToken(operand) ? [pack.weights[k]] : []));
    return { kind: 'begin', to: pack.to, bias: pack.bias, lookUp: lookUps[0] };
  };
  const productsOf = (pack: (typeof packs)[number], isNow: (operand: Expression) => boolean): Action[] =>
    pack.operands.flatMap((operand, k) => {
      const weight = pack.weights[k];
      if (weight === undefined || isToken(operand) || !isNow(operand)) return [];
      return [{ kind: 'product', from: fromOf(operand), weight, to: pack.to } as const];
    });
  const isEarly = (operand: Expression): boolean => operand.kind === 'input' || order.passOf.get(operand) === 'before';

  for (const pass of ['before', 'within', 'after'] as const)
    for (let level = 0; level <= lastLevel(order, pass); level++) {
      for (const pack of packs) {
        if (pack.pass !== pass || pack.level !== level) continue;
        if (pass === 'within') passes.within.push(...productsOf(pack, (operand) => !isEarly(operand)));
        else passes[pass].push(begin(pack), ...productsOf(pack, () => true));
      }
      for (const stage of order.stages) {
        if (stage.pass !== pass || stage.level !== level) continue;
        passes[pass].push(forwardStage(stage.nodes, stage.columns, placing, order, held));
      }
    }
  for (const pack of packs) if (pack.pass === 'within') passes.before.push(begin(pack), ...productsOf(pack, isEarly));
  // A new state that lies elsewhere is copied once all of its step is done.
  for (const { node, to } of copies) {
    const stage = stageOf(placing);
    stage.write(to, stage.value(node));
    passes.within.push(asAction(stage, order.sizeOf(node), placing));
  }
  return passes;
}

function forwardStage(
  nodes: readonly Operation[],
  columns: number,
  placing: Placing,
  order: NodeOrder,
  held: ReadonlyMap<Expression, string>,
): Action {
  const stage = stageOf(placing);
  for (const node of nodes) {
    let term = stage.compute(node);
    const state = held.get(node);
    const old = state === undefined ? undefined : placing.states.get(state);
    if (old !== undefined) term = stage.formula.apply('select', stage.mask(), term, stage.read(old));
    stage.know(node, term);
  }
  for (const node of nodes) {
    const place = order.fixed.has(node) ? undefined : placing.values.get(node);
    if (place !== undefined) stage.write(place, stage.value(node));
  }
  return asAction(stage, columns, placing);
}

/** An empty formula over what is kept. */
export function stageOf({ values, blockOf }: Placing): StageFormula {
  return new StageFormula(
    (node) => values.get(node),
    (name) => {
      const block = blockOf.get(name);
      if (block === undefined) throw new NotFusableError(`${name} has no place among the weights`);
      return block;
    },
  );
}

/** A finished formula as something to do. */
export function asAction({ formula, sources }: StageFormula, columns: number, { unitMasks }: Placing): Action {
  for (const { key } of formula.slots)
    if (key.startsWith(heldPrefix)) {
      const units = key.slice(heldPrefix.length).split(',').map(Number);
      sources.set(key, { kind: 'units', mask: unitMasks.add(units, columns) });
    }
  return { kind: 'stage', formula, columns, sources };
}

/** The last level of a pass, −1 where it has nothing to do. */
export function lastLevel({ stages, products }: NodeOrder, pass: Pass): number {
  return Math.max(-1, ...[...stages, ...products].flatMap((work) => (work.pass === pass ? [work.level] : [])));
}
