import { emitFormula } from '../wasm/emitFormula';
import { emitProducts, type ProductKernels } from '../wasm/emitProducts';
import type { Callable, Local, WasmFunction } from '../wasm/WasmFunction';
import { WasmModule } from '../wasm/WasmModule';
import type { Action, FusedPlan, Passes, Source } from './FusedPlan';
import type { Place, WeightBlock } from './Layout';

/** What stands at the head of the memory, an address each: the program reads from there where things lie. Buffers follow. */
export const heads = ['weights', 'gradients', 'tokens', 'mask', 'units'] as const;

/** Bytes of a number. */
const float = 4;
/** Steps and sequences whose gradients are added up before they go to a weight's sum: they fit into a processor's cache together. */
const chunk = 64;

/**
 * Writes the WebAssembly of a plan: `forward`, `backward` and `gather` (the gradients of the weights), each called with T and B. The loop
 * over time is inside: a whole sequence is one call.
 * @param extend adds functions of its own to the module, on the same memory
 */
export function emitProgram(plan: FusedPlan, extend?: (module: WasmModule) => void): Uint8Array<ArrayBuffer> {
  const module = new WasmModule();
  const products = emitProducts(module);
  const forward = stagesOf(module, plan.forward);
  const backward = stagesOf(module, plan.backward);
  module.add(['i32', 'i32'], (body) => writePasses(body, plan.forward, 'on', products, forward), 'forward');
  module.add(['i32', 'i32'], (body) => writePasses(body, plan.backward, 'back', products, backward), 'backward');
  module.add(['i32', 'i32'], (body) => writeGather(body, plan, products), 'gather');
  extend?.(module);
  return module.toBytes();
}

function stagesOf(module: WasmModule, passes: Passes): ReadonlyMap<Action, WasmFunction> {
  const stages = new Map<Action, WasmFunction>();
  for (const action of [...passes.before, ...passes.within, ...passes.after]) {
    if (action.kind !== 'stage') continue;
    const { formula, columns, sources } = action;
    const strideOf = ({ key }: { key: string }): number => {
      const source = sources.get(key);
      return source?.kind === 'value' ? source.place.buffer.width : 0;
    };
    stages.set(action, emitFormula(module, formula, columns, strideOf));
  }
  return stages;
}

/** Puts addresses on the stack. `row` is the first row that is worked on, `batch` the rows of a step. */
class Addresses {
  readonly #body: WasmFunction;
  readonly #row: Local;
  readonly #batch: Local;

  constructor(body: WasmFunction, row: Local, batch: Local) {
    this.#body = body;
    this.#row = row;
    this.#batch = batch;
  }

  head(name: (typeof heads)[number]): void {
    this.#body.i32(float * heads.indexOf(name)).loadI32();
  }

  /** The first of the rows of a value. */
  value({ buffer, column, shift }: Place): void {
    const body = this.#body;
    body.i32(float * (heads.length + buffer.index)).loadI32();
    if (buffer.steps !== 'one') {
      body.get(this.#row);
      if (shift === 1) body.get(this.#batch).do('i32.add');
      body
        .i32(buffer.width * float)
        .do('i32.mul')
        .do('i32.add');
    }
    if (column > 0) body.i32(column * float).do('i32.add');
  }

  weight(block: WeightBlock, isGradient = false): void {
    this.head(isGradient ? 'gradients' : 'weights');
    this.#body.i32(block.start * float).do('i32.add');
  }

  /** Tokens and mask have one number a row. */
  scalar(name: 'tokens' | 'mask'): void {
    this.head(name);
    this.#body.get(this.#row).i32(2).do('i32.shl').do('i32.add');
  }

  source(source: Source): void {
    if (source.kind === 'value') this.value(source.place);
    else if (source.kind === 'weight') this.weight(source.block, source.isGradient);
    else if (source.kind === 'mask') this.scalar('mask');
    else {
      this.head('units');
      this.#body.i32(source.mask.start * float).do('i32.add');
    }
  }
}

function writePasses(
  body: WasmFunction,
  passes: Passes,
  direction: 'on' | 'back',
  products: ProductKernels,
  stages: ReadonlyMap<Action, Callable>,
): void {
  const [T, B] = body.parameters as readonly [Local, Local];
  const [all, row, rows, step] = [body.local('i32'), body.local('i32'), body.local('i32'), body.local('i32')];
  const addresses = new Addresses(body, row, B);
  const write = (actions: readonly Action[]): void => {
    for (const action of actions) writeAction(body, action, rows, addresses, products, stages);
  };
  const forAll = (actions: readonly Action[]): void => {
    body.i32(0).set(row).get(all).set(rows);
    write(actions);
  };
  body.get(T).get(B).do('i32.mul').set(all);
  forAll(direction === 'on' ? passes.before : passes.after);
  if (passes.within.length > 0) {
    body.get(B).set(rows).get(T).set(step);
    if (direction === 'on') body.i32(0).set(row);
    else body.get(all).set(row);
    body.times(step, () => {
      if (direction === 'back') body.get(row).get(B).do('i32.sub').set(row);
      write(passes.within);
      if (direction === 'on') body.get(row).get(B).do('i32.add').set(row);
    });
  }
  forAll(direction === 'on' ? passes.after : passes.before);
}

function writeAction(
  body: WasmFunction,
  action: Action,
  rows: Local,
  addresses: Addresses,
  products: ProductKernels,
  stages: ReadonlyMap<Action, Callable>,
): void {
  if (action.kind === 'stage') {
    const stage = stages.get(action);
    if (stage === undefined) throw new Error('a stage has no kernel');
    body.get(rows);
    for (const { key } of action.formula.slots) {
      const source = action.sources.get(key);
      if (source === undefined) throw new Error(`the slot ${key} of a stage has no source`);
      addresses.source(source);
    }
    body.call(stage);
  } else if (action.kind === 'begin') {
    const { to, bias, lookUp } = action;
    addresses.value(to);
    if (lookUp !== undefined) {
      if (bias === undefined) throw new Error('tokens are looked up beside a bias');
      addresses.weight(bias);
      addresses.weight(lookUp);
      addresses.scalar('tokens');
      body.get(rows).i32(to.buffer.width).call(products.lookUp);
    } else if (bias !== undefined) {
      addresses.weight(bias);
      body.get(rows).i32(to.buffer.width).call(products.repeatRow);
    } else
      body
        .get(rows)
        .i32(to.buffer.width * float)
        .do('i32.mul')
        .clear();
  } else if (action.kind === 'product') {
    const { from, weight, to } = action;
    addresses.value(to);
    addresses.value(from);
    addresses.weight(weight);
    body.get(rows).i32(weight.width).i32(weight.rows);
    body
      .i32(to.buffer.width * float)
      .i32(from.buffer.width * float)
      .i32(float)
      .i32(weight.width * float);
    body.call(products.product);
  } else {
    const { from, weight, to, isFirst } = action;
    if (isFirst) {
      addresses.value(to);
      body
        .get(rows)
        .i32(to.buffer.width * float)
        .do('i32.mul')
        .clear();
    }
    addresses.value(to);
    addresses.value(from);
    addresses.weight(weight);
    body.get(rows).i32(weight.rows).i32(weight.width);
    body
      .i32(to.buffer.width * float)
      .i32(from.buffer.width * float)
      .i32(weight.width * float);
    body.call(products.transposedProduct);
  }
}

/** Gradients of weights: some rows of all weights at a time, so that what was read is still at hand. */
function writeGather(body: WasmFunction, { weightGradients }: FusedPlan, products: ProductKernels): void {
  const [T, B] = body.parameters as readonly [Local, Local];
  const [left, row, rows] = [body.local('i32'), body.local('i32'), body.local('i32')];
  const addresses = new Addresses(body, row, B);
  body.get(T).get(B).do('i32.mul').set(left).i32(0).set(row);
  body.whileAtLeast(left, 1, () => {
    body.i32(chunk).set(rows).get(left).i32(chunk).do('i32.lt_s');
    body.if(() => body.get(left).set(rows));
    for (const { block, upstream, operand } of weightGradients) {
      addresses.weight(block, true);
      if (operand === 'ones') {
        addresses.value(upstream);
        body.get(rows).i32(block.width).call(products.sumRows);
      } else if (operand === 'tokens') {
        addresses.value(upstream);
        addresses.scalar('tokens');
        body.get(rows).i32(block.width).call(products.scatter);
      } else {
        addresses.value(operand);
        addresses.value(upstream);
        body.i32(block.rows).i32(block.width).get(rows);
        body
          .i32(block.width * float)
          .i32(float)
          .i32(operand.buffer.width * float)
          .i32(upstream.buffer.width * float);
        body.call(products.product);
      }
    }
    body.get(row).get(rows).do('i32.add').set(row).get(left).get(rows).do('i32.sub').set(left);
  });
}
