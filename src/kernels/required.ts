/** A value that a plan promises to be there. @throws Error naming what is missing */
export function required<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`${name} has no value in this run`);
  return value;
}
