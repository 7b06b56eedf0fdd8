import type { Expression, Operation } from '../../equations/Expression';
import { Formula, type Slot, type Term } from '../formulas/Formula';
import { operatorFormulas } from '../formulas/operatorFormulas';
import { NotFusableError, type Source, type UnitMask } from './FusedPlan';
import { padded, type Place, type WeightBlock } from './Layout';

/** Gathers the columns that stages hold, each list once. */
export class UnitMasks {
  readonly masks: UnitMask[] = [];
  count = 0;

  /** @param columns how many columns the held value has */
  add(units: readonly number[], columns: number): UnitMask {
    const known = this.masks.find((mask) => mask.columns === columns && mask.units.join() === units.join());
    if (known !== undefined) return known;
    const mask = { units, columns, start: this.count };
    this.count += padded(columns);
    this.masks.push(mask);
    return mask;
  }
}

/** A formula under construction, with what its slots stand for. */
export class StageFormula {
  readonly formula = new Formula();
  readonly sources = new Map<string, Source>();
  readonly #values = new Map<Expression, Term>();
  readonly #placeOf: (node: Expression) => Place | undefined;
  readonly #blockOf: (name: string) => WeightBlock;

  constructor(placeOf: (node: Expression) => Place | undefined, blockOf: (name: string) => WeightBlock) {
    this.#placeOf = placeOf;
    this.#blockOf = blockOf;
  }

  /** Makes a node's value known: it is not read from memory then. */
  know(node: Expression, term: Term): void {
    this.#values.set(node, term);
  }

  /** A node's value: known, read from where it is kept, or computed anew from its inputs. */
  value(node: Expression): Term {
    const known = this.#values.get(node);
    if (known !== undefined) return known;
    const term = this.#read(node) ?? this.compute(node);
    this.#values.set(node, term);
    return term;
  }

  /** Computes an operation from the values of its inputs. */
  compute(node: Expression): Term {
    const operator = node.kind === 'operation' ? operatorFormulas[node.operator] : undefined;
    if (node.kind !== 'operation' || operator === undefined)
      throw new NotFusableError('a value is used that is not kept');
    return operator.value(
      this.formula,
      node.inputs.map((input) => this.value(input)),
      node.attributes,
    );
  }

  read(place: Place): Term {
    return this.formula.load(this.#slot(place));
  }

  write(place: Place, term: Term, isAdded = false): void {
    this.formula.store(this.#slot(place), term, isAdded);
  }

  /** Adds to the gradient of a weight that stands alone, row by row. */
  addToWeight(name: string, term: Term): void {
    this.formula.store(this.#weightSlot(name, true), term, true);
  }

  /** 1 in rows that are live, 0 in those whose state is held. */
  mask(): Term {
    this.sources.set('mask', { kind: 'mask' });
    return this.formula.load({ key: 'mask', spread: 'scalar' });
  }

  #read(node: Expression): Term | undefined {
    if (node.kind === 'weight' || node.kind === 'bias') return this.formula.load(this.#weightSlot(node.name, false));
    const place = this.#placeOf(node);
    return place === undefined ? undefined : this.read(place);
  }

  #slot(place: Place): Slot {
    const key = `${place.buffer.index} ${place.column} ${place.shift}`;
    this.sources.set(key, { kind: 'value', place });
    return { key, spread: 'row' };
  }

  #weightSlot(name: string, isGradient: boolean): Slot {
    const key = `${isGradient ? '∂' : ''}${name}`;
    this.sources.set(key, { kind: 'weight', block: this.#blockOf(name), isGradient });
    return { key, spread: 'shared' };
  }
}

/** Whether a value is so dear that it is kept rather than computed anew on the way back. */
export function isDear(node: Operation): boolean {
  return ['sigmoid', 'tanh', 'exp', 'log', 'sqrt', 'softplus', 'power', 'div'].includes(node.operator);
}
