import type { Cell } from '../../equations/defineCell';
import type { Expression, Given } from '../../equations/Expression';
import { operatorFormulas } from '../formulas/operatorFormulas';
import type { Term } from '../formulas/Formula';
import type { Action, FusedPlan, WeightGradient } from './FusedPlan';
import type { Buffer, Place } from './Layout';
import type { NodeOrder, Pass, Stage } from './orderNodes';
import { asAction, lastLevel, stageOf } from './planFused';
import type { Placing, PlacedProduct } from './placeValues';
import type { StageFormula } from './stageFormula';

interface Way {
  readonly cell: Cell;
  readonly order: NodeOrder;
  readonly placing: Placing;
  readonly held: ReadonlyMap<Expression, string>;
  readonly outputs: readonly Expression[];
  readonly tokenInput: string | undefined;
  readonly hasInputGradients: boolean;
}

type BackwardPlan = Pick<
  FusedPlan,
  'backward' | 'upstream' | 'inputGradients' | 'stateGradients' | 'weightGradients' | 'cleared'
>;

/**
 * Plans the way back: the stages and products of the way forward in reverse, each stage's derivative taken from its equations. Gradients
 * of weights are taken at the end, over all steps at once.
 */
export function planBackward(way: Way): BackwardPlan {
  const { order, placing, cell, outputs } = way;
  const gradients = new Gradients(way);
  const passes: Record<Pass, Action[]> = { before: [], within: [], after: [] };
  const weightGradients: WeightGradient[] = [];

  for (const pass of ['after', 'within', 'before'] as const) {
    // Copies of new states were the last thing of a step.
    if (pass === 'within') passes.within.push(...copiesBack(way, gradients));
    for (let level = lastLevel(order, pass); level >= 0; level--) {
      for (const stage of order.stages)
        if (stage.pass === pass && stage.level === level) {
          const action = backwardStage(stage, way, gradients);
          if (action !== undefined) passes[pass].push(action);
        }
      for (const pack of placing.packs)
        if (pack.pass === pass && pack.level === level)
          passes[pass].push(
            ...productsBack(pack, way, gradients, (operand) => pass !== 'within' || !isEarly(operand, order)),
          );
    }
    // What the loop's products had of things known before it.
    if (pass === 'within')
      for (const pack of placing.packs)
        if (pack.pass === 'within')
          passes.before.push(...productsBack(pack, way, gradients, (operand) => isEarly(operand, order)));
  }
  for (const pack of placing.packs) weightGradients.push(...weightsBack(pack, way, gradients));
  const placeOf = (node: Expression | undefined): Place | undefined => node && gradients.known(node);
  return {
    backward: passes,
    weightGradients,
    cleared: gradients.cleared(),
    upstream: new Map(
      outputs.flatMap((node) => {
        const place = placeOf(node);
        return place === undefined ? [] : [[node, place] as const];
      }),
    ),
    inputGradients: new Map(
      way.hasInputGradients
        ? cell.nodes.flatMap((node) => {
            const place = node.kind === 'input' ? placeOf(node) : undefined;
            return node.kind === 'input' && place !== undefined ? [[node.name, place] as const] : [];
          })
        : [],
    ),
    stateGradients: gradients.ofStates,
  };
}

/** Where gradients lie, and which of them something has been written to so far on the way back. */
class Gradients {
  readonly ofStates = new Map<string, Place>();
  readonly #places = new Map<Expression, Place>();
  readonly #products = new Map<PlacedProduct, Place>();
  readonly #written = new Set<Expression>();
  readonly #partlyWritten = new Set<Buffer>();
  readonly #way: Way;

  constructor(way: Way) {
    this.#way = way;
    const { placing, outputs, cell } = way;
    for (const name of cell.state) {
      const own = placing.states.get(name);
      if (own !== undefined) this.ofStates.set(name, { ...own, buffer: placing.addBuffer(own.buffer.width, 'led') });
    }
    for (const pack of placing.packs)
      this.#products.set(pack, { ...pack.to, buffer: placing.addBuffer(pack.to.buffer.width, 'all') });
    for (const node of outputs) {
      this.place(node);
      this.#written.add(node);
    }
  }

  /** Where ∂L/∂node lies; a place is made if there is none. */
  place(node: Expression): Place {
    const { placing, order } = this.#way;
    const known = this.known(node);
    if (known !== undefined) return known;
    // Within the loop a step's gradient is used up in that step, unless it comes from elsewhere.
    const isForTheStep =
      order.passOf.get(node) === 'within' && !this.#isUsedAfter(node) && !this.#way.outputs.includes(node);
    const place = {
      buffer: placing.addBuffer(order.sizeOf(node), isForTheStep ? 'one' : 'all'),
      column: 0,
      shift: 0,
    } as const;
    this.#places.set(node, place);
    return place;
  }

  known(node: Expression): Place | undefined {
    if (node.kind === 'state') return this.ofStates.get(node.name);
    const found = this.#places.get(node);
    if (found !== undefined) return found;
    const { placing, cell } = this.#way;
    for (const [pack, to] of this.#products) {
      const own = placing.values.get(node);
      if (pack.affines.includes(node as never) && own !== undefined) return { ...to, column: own.column };
    }
    // A new state's gradient is the one that the next step leaves for its old state.
    const state = cell.state.find(
      (name) => cell.quantities.get(name) === node && placing.values.get(node)?.shift === 1,
    );
    const old = state === undefined ? undefined : this.ofStates.get(state);
    return old === undefined ? undefined : { ...old, shift: 1 };
  }

  isWritten(node: Expression): boolean {
    return this.#isState(node) || this.#written.has(node);
  }

  /** Notes that a gradient is written, and answers whether it is added to what is there. */
  write(node: Expression): boolean {
    const isAdded = this.isWritten(node);
    this.#written.add(node);
    return isAdded;
  }

  ofProduct(pack: PlacedProduct): Place {
    const place = this.#products.get(pack);
    if (place === undefined) throw new Error('a product has no place for its gradient');
    return place;
  }

  /** Products of which some columns are never written must not hold what was there before. */
  noteProduct(pack: PlacedProduct): boolean {
    const written = pack.affines.filter((affine) => this.#written.has(affine)).length;
    if (written < pack.affines.length) this.#partlyWritten.add(this.ofProduct(pack).buffer);
    return written > 0;
  }

  /** Whether a gradient lies beside others in the row of a product; such a row is to be zero at first. */
  noteShared(node: Expression): boolean {
    const { buffer } = this.place(node);
    const isShared = [...this.#products.values()].some((place) => place.buffer === buffer);
    if (isShared) this.#partlyWritten.add(buffer);
    return isShared;
  }

  cleared(): Buffer[] {
    const states = [...this.ofStates.values()].map(({ buffer }) => buffer);
    const fromOutside = this.#way.outputs.map((node) => this.place(node).buffer);
    return [...new Set([...states, ...fromOutside, ...this.#partlyWritten])];
  }

  #isState(node: Expression): boolean {
    const place = this.known(node);
    return place !== undefined && place.buffer.steps === 'led';
  }

  #isUsedAfter(node: Expression): boolean {
    const { wanted, passOf } = this.#way.order;
    return [...wanted].some(
      (user) => user.kind === 'operation' && passOf.get(user) === 'after' && user.inputs.includes(node),
    );
  }
}

function isEarly(operand: Expression, { passOf }: NodeOrder): boolean {
  return operand.kind === 'input' || passOf.get(operand) === 'before';
}

/** The derivative of a stage, from the gradients of what leaves it to those of what enters it; nothing where no gradient comes. */
function backwardStage(stage: Stage, way: Way, gradients: Gradients): Action | undefined {
  const { order, placing, held } = way;
  const formula = stageOf(placing);
  const { formula: f } = formula;
  const toNode = new Map<Expression, Term>();
  const add = (node: Expression, term: Term): void => {
    const sum = toNode.get(node);
    toNode.set(node, sum === undefined ? term : f.apply('add', sum, term));
  };
  const inStage = new Set<Expression>(stage.nodes);
  for (const node of stage.nodes)
    if (gradients.isWritten(node) && !order.fixed.has(node)) add(node, formula.read(gradients.place(node)));
  for (const node of [...stage.nodes].reverse()) {
    let upstream = toNode.get(node);
    if (upstream === undefined) continue;
    const heldState = held.get(node);
    if (heldState !== undefined) {
      const old = gradients.ofStates.get(heldState);
      if (old !== undefined) formula.write(old, f.apply('select', formula.mask(), f.constant(0), upstream), true);
      upstream = f.apply('select', formula.mask(), upstream, f.constant(0));
    }
    const given = {
      input: (place: number): Term => formula.value(found(node.inputs[place])),
      output: (): Term => formula.value(node),
    };
    const toInputs = operatorFormulas[node.operator]?.gradient(f, upstream, given, node.attributes) ?? [];
    node.inputs.forEach((input, place) => {
      const term = toInputs[place];
      if (term !== undefined) add(input, term);
    });
  }
  const left = [...toNode].filter(([node]) => !inStage.has(node));
  for (const [node, term] of left) if (isWeight(node)) formula.addToWeight(node.name, term);
  // What belongs side by side in a row of a product is written side by side.
  const placed = left.flatMap(([node, term]) =>
    !isWeight(node) && (node.kind !== 'input' || way.hasInputGradients)
      ? [{ node, term, place: gradients.place(node) }]
      : [],
  );
  placed.sort((a, b) => a.place.buffer.index - b.place.buffer.index || a.place.column - b.place.column);
  for (const { node, term, place } of placed) formula.write(place, term, gradients.write(node));
  return f.stores.length === 0 ? undefined : asAction(formula, stage.columns, placing);
}

/** A new state that lies elsewhere too: its gradient goes to the value that it is. */
function copiesBack(way: Way, gradients: Gradients): Action[] {
  const { cell, placing, order } = way;
  return cell.state.flatMap((name) => {
    const node = cell.quantities.get(name);
    const old = gradients.ofStates.get(name);
    const copy = placing.copies.find(({ to }) => to.buffer === placing.states.get(name)?.buffer);
    if (node === undefined || old === undefined || copy === undefined) return [];
    if (node.kind === 'input' && !way.hasInputGradients) return [];
    const formula: StageFormula = stageOf(placing);
    const place = gradients.place(node);
    formula.write(place, formula.read({ ...old, shift: 1 }), gradients.write(node));
    return [asAction(formula, order.sizeOf(node), placing)];
  });
}

function productsBack(
  pack: PlacedProduct,
  way: Way,
  gradients: Gradients,
  isNow: (operand: Expression) => boolean,
): Action[] {
  if (!gradients.noteProduct(pack)) return [];
  return pack.operands.flatMap((operand, k): Action[] => {
    const weight = pack.weights[k];
    const isWanted = operand.kind !== 'input' || (way.hasInputGradients && operand.name !== way.tokenInput);
    if (weight === undefined || !isWanted || !isNow(operand)) return [];
    const to = gradients.place(operand);
    const isFirst = !gradients.write(operand);
    // A row that several products share is cleared beforehand, not product by product.
    const isShared = isFirst && gradients.noteShared(operand);
    return [{ kind: 'back', from: gradients.ofProduct(pack), weight, to, isFirst: isFirst && !isShared }];
  });
}

function weightsBack(pack: PlacedProduct, way: Way, gradients: Gradients): WeightGradient[] {
  if (!gradients.noteProduct(pack)) return [];
  const upstream = gradients.ofProduct(pack);
  const ofWeights = pack.operands.flatMap((operand, k): WeightGradient[] => {
    const block = pack.weights[k];
    const isTokens = operand.kind === 'input' && operand.name === way.tokenInput;
    const place = way.placing.values.get(operand);
    if (block === undefined || (place === undefined && !isTokens)) return [];
    return [{ block, upstream, operand: place ?? 'tokens' }];
  });
  return pack.bias === undefined ? ofWeights : [...ofWeights, { block: pack.bias, upstream, operand: 'ones' }];
}

function isWeight(node: Expression): node is Given & { readonly kind: 'weight' | 'bias' } {
  return node.kind === 'weight' || node.kind === 'bias';
}

function found(node: Expression | undefined): Expression {
  if (node === undefined) throw new Error('an operation has fewer inputs than its derivative uses');
  return node;
}
