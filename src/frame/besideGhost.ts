import { type Ghost, ghostVector } from './Ghost';
import type { TableColumn, TableModel } from './TableTwin';

/** A figure's table with a column more beside each quantity that is drawn with its ghost: `h1 untouched`, or `h1 before` the last edit. */
export function besideGhost(model: TableModel, ghost: Ghost | undefined): TableModel {
  if (ghost === undefined) return model;
  const columns = model.columns.flatMap((column): TableColumn[] => {
    const { head, term, beside } = column;
    if (beside === undefined) return [column];
    const at = (step: number) => beside(ghost, step) ?? 'none';
    return [column, { head: `${head} ${ghost.kind}`, ...(term !== undefined && { term }), at }];
  });
  return { ...model, columns };
}

/** What stands beside one unit (0-based) of a quantity, the same at every step or told by the step. */
export function besideUnit(quantity: string, unit: number | ((step: number) => number | undefined)) {
  return (ghost: Ghost, step: number): number | undefined => {
    const at = typeof unit === 'number' ? unit : unit(step);
    return at === undefined ? undefined : ghostVector(ghost, quantity, step)?.[at];
  };
}
