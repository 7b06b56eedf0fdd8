import type { Cell } from './defineCell';

/** The values of a cell's quantities at one step, by name. */
export type Step<Value> = Readonly<Record<string, Value>>;

/**
 * Runs a cell over time: each step gets this step's inputs and the state that the last step left.
 * It knows nothing of what a value is, so the float64 reader and the tfjs one share it.
 */
export function scan<Value>(
  cell: Cell,
  inputs: readonly Step<Value>[],
  initial: Step<Value>,
  step: (given: Step<Value>, t: number) => Step<Value>,
): Step<Value>[] {
  let state = initial;
  return inputs.map((input, t) => {
    const values = step({ ...input, ...state }, t);
    state = Object.fromEntries(cell.state.map((name) => [name, required(values, name)]));
    return values;
  });
}

function required<Value>(values: Step<Value>, name: string): Value {
  const value = values[name];
  if (value === undefined) throw new Error(`the step gave no new value for state ${name}`);
  return value;
}
