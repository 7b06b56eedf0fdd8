import type { Formula, Slot } from '../formulas/Formula';
import { vectorFunctions } from './emitFunctions';
import type { Local, WasmFunction } from './WasmFunction';
import type { WasmModule } from './WasmModule';

/** Bytes of a number in single precision. */
const float = 4;

/**
 * Adds a kernel that computes a formula for some rows of numbers. It is called with the count of rows and the address of each slot's first
 * number, in the order of the formula's slots. Rows begin at multiples of four numbers and are padded with zeros, which stay zeros.
 * @param columns how many numbers a row has
 * @param strideOf how many numbers lie between the starts of two rows of a slot
 * @param name by which it can be called from outside
 */
export function emitFormula(
  module: WasmModule,
  formula: Formula,
  columns: number,
  strideOf: (slot: Slot) => number,
  name?: string,
): WasmFunction {
  const { slots } = formula;
  return module.add(
    ['i32', ...slots.map(() => 'i32' as const)],
    (body) => {
      const [rows, ...addresses] = body.parameters;
      if (rows === undefined) return;
      const [column, count] = [body.local('i32'), body.local('i32')];
      const used = formula.used();
      const locals = new Map<number, Local>(used.map((term) => [term, body.local('v128')]));
      const localOf = (term: number): Local => found(locals.get(term));
      const addressOf = (slot: number): Local => found(addresses[slot]);

      for (const term of used) {
        const instruction = formula.instructions[term];
        if (instruction?.kind === 'constant') body.v128(instruction.value).set(localOf(term));
      }
      const whole = columns >> 2;
      const rest = columns & 3;
      const block = (isTail: boolean): void => {
        for (const term of used) {
          const instruction = formula.instructions[term];
          if (instruction?.kind === 'load' && slots[instruction.slot]?.spread !== 'scalar')
            body.get(addressOf(instruction.slot)).get(column).do('i32.add').loadV128().set(localOf(term));
          else if (instruction?.kind === 'apply') {
            vectorFunctions[instruction.function](body, instruction.inputs.map(localOf));
            body.set(localOf(term));
          }
        }
        for (const { slot, term, isAdded } of formula.stores) {
          const address = body.local('i32');
          body.get(addressOf(slot)).get(column).do('i32.add').tee(address).get(localOf(term));
          if (isTail) body.lanes([-1, rest > 1 ? -1 : 0, rest > 2 ? -1 : 0, 0]).do('v128.and');
          if (isAdded) body.get(address).loadV128().do('f32x4.add');
          body.storeV128();
        }
      };
      body.times(rows, () => {
        for (const term of used) {
          const instruction = formula.instructions[term];
          if (instruction?.kind === 'load' && slots[instruction.slot]?.spread === 'scalar')
            body.get(addressOf(instruction.slot)).loadSplat().set(localOf(term));
        }
        body.i32(0).set(column);
        if (whole > 0) {
          body.i32(whole).set(count);
          body.times(count, () => {
            block(false);
            body.advance(column, 4 * float);
          });
        }
        if (rest > 0) block(true);
        slots.forEach((slot, place) => {
          if (slot.spread === 'row') body.advance(addressOf(place), strideOf(slot) * float);
          if (slot.spread === 'scalar') body.advance(addressOf(place), float);
        });
      });
    },
    name,
  );
}

function found(local: Local | undefined): Local {
  if (local === undefined) throw new Error('a formula uses a term or a slot that it has not');
  return local;
}
