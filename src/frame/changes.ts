import type { Intervention } from '../equations/Intervention';
import type { Weights } from '../traces/Weights';

/** Something that holds a unit: a clamp, or silence. Units and steps are counted from 0. */
export interface Hold {
  readonly value: number;
  readonly isSilence: boolean;
  readonly from?: number;
  readonly until?: number;
}

/** When a change holds: at every step, from one on, or at one alone (0-based). */
export type When = { readonly from?: number; readonly until?: number };

/** Whether a change holds at a step (0-based). */
function isActiveAt({ from = 0, until = Number.POSITIVE_INFINITY }: When, step: number): boolean {
  return from <= step && step < until;
}

/** What holds a unit (0-based), or all of a quantity where `unit` is undefined: the last of what was done to it. */
export function holdOf(
  changes: readonly Intervention[],
  quantity: string,
  unit: number | undefined,
  step?: number,
): Hold | undefined {
  const found = changes.findLast(
    (change) => holds(change, quantity, unit) && (step === undefined || isActiveAt(change, step)),
  );
  if (found?.kind !== 'clamp' && found?.kind !== 'silence') return undefined;
  return { ...whenOf(found), value: found.kind === 'clamp' ? found.value : 0, isSilence: found.kind === 'silence' };
}

/** The units of a quantity (0-based) that are held at a step (0-based). */
export function heldUnits(changes: readonly Intervention[], quantity: string, size: number, step: number): number[] {
  if (!changes.some(({ kind }) => kind === 'clamp' || kind === 'silence')) return [];
  return Array.from({ length: size }, (_, unit) => unit).filter(
    (unit) => holdOf(changes, quantity, unit, step) !== undefined,
  );
}

/** The changes with a unit (0-based), or with all units, held otherwise than before; `undefined` lets it go. */
export function withHold(
  changes: readonly Intervention[],
  quantity: string,
  unit: number | undefined,
  hold: Hold | undefined,
): readonly Intervention[] {
  const others = changes.filter((change) => !holdsJust(change, quantity, unit));
  if (hold === undefined) return others;
  const when = whenOf(hold);
  if (hold.isSilence && unit !== undefined) return [...others, { kind: 'silence', quantity, unit, ...when }];
  const units = unit === undefined ? {} : { units: [unit] };
  return [...others, { kind: 'clamp', quantity, value: hold.value, ...units, ...when }];
}

/** Whether a wire is cut; at a step (0-based), or at all. */
export function isCut(changes: readonly Intervention[], weight: string, step?: number): boolean {
  return changes.some(
    (change) => change.kind === 'cut' && change.weight === weight && (step === undefined || isActiveAt(change, step)),
  );
}

/** The changes with a wire cut, or mended. */
export function withCut(
  changes: readonly Intervention[],
  weight: string,
  when: When | undefined,
): readonly Intervention[] {
  const others = changes.filter((change) => change.kind !== 'cut' || change.weight !== weight);
  return when === undefined ? others : [...others, { kind: 'cut', weight, ...whenOf(when) }];
}

/** The changes with one entry of a weight, or of a bias (no column), at another value; `undefined` gives it its own back. */
export function withEdit(
  changes: readonly Intervention[],
  place: { readonly parameter: string; readonly row: number; readonly column?: number },
  value: number | undefined,
): readonly Intervention[] {
  const others = changes.filter((change) => change.kind !== 'edit' || !isPlace(change, place));
  return value === undefined ? others : [...others, { kind: 'edit', ...place, value }];
}

/** Whether two changes are one. */
export function isSameChange(a: Intervention, b: Intervention): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The weights that are in force at a step (0-based): edited entries have their new values, and a wire that is cut carries zeros. */
export function weightsInForce(weights: Weights, changes: readonly Intervention[], step: number): Weights {
  const inForce: Record<string, Weights[string]> = { ...weights };
  for (const change of changes) {
    if (!isActiveAt(change, step)) continue;
    const name = change.kind === 'cut' ? change.weight : change.kind === 'edit' ? change.parameter : undefined;
    const before = name === undefined ? undefined : inForce[name];
    if (name === undefined || before === undefined) continue;
    const values = change.kind === 'cut' ? new Float32Array(before.values.length) : before.values.slice();
    if (change.kind === 'edit') values[change.row * (before.shape[1] ?? 1) + (change.column ?? 0)] = change.value;
    inForce[name] = { shape: before.shape, values };
  }
  return inForce;
}

function whenOf({ from, until }: When): When {
  return { ...(from !== undefined && from > 0 && { from }), ...(until !== undefined && { until }) };
}

/** Whether a change holds this unit, be it alone, among others or with all. */
function holds(change: Intervention, quantity: string, unit: number | undefined): boolean {
  if (change.kind === 'silence') return change.quantity === quantity && change.unit === unit;
  if (change.kind !== 'clamp' || change.quantity !== quantity) return false;
  return change.units === undefined || (unit !== undefined && change.units.includes(unit));
}

/** Whether a change holds this unit and no other, or all of them where `unit` is undefined. */
function holdsJust(change: Intervention, quantity: string, unit: number | undefined): boolean {
  const isAll = change.kind === 'clamp' && change.units === undefined;
  const isOne = change.kind === 'silence' || (change.kind === 'clamp' && change.units?.length === 1);
  return holds(change, quantity, unit) && (unit === undefined ? isAll : isOne);
}

function isPlace(
  change: Intervention & { readonly kind: 'edit' },
  { parameter, row, column }: { readonly parameter: string; readonly row: number; readonly column?: number },
): boolean {
  return change.parameter === parameter && change.row === row && change.column === column;
}
