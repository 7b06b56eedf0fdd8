/** A float32 as the shortest decimal that is sure to give it back: what marks and tables carry in `data-value`, unrounded. */
export function exactText(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(9))) : String(value);
}
