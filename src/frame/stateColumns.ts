import { quantityIn, type Trace, valueAt } from '../traces/Trace';
import { besideUnit } from './besideGhost';
import type { TableColumn } from './TableTwin';

/** A column of a figure's table for each unit of a quantity, `h1` and so on unless named otherwise. */
export function stateColumns(
  trace: Trace,
  quantity: string,
  nameOf = (unit: number) => `${quantity}${unit + 1}`,
): TableColumn[] {
  return Array.from({ length: quantityIn(trace, quantity).size }, (_, unit) => ({
    head: nameOf(unit),
    term: quantity,
    at: (step: number) => valueAt(trace, quantity, step, unit),
    beside: besideUnit(quantity, unit),
  }));
}
