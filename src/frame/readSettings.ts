import type { FigureSettings } from './FigureEntry';

/**
 * Reads what a chapter wrote on a figure: each setting is as in `defaults` unless given. MDX may give numbers and flags as text.
 * @throws Error naming the figure and the setting that it does not have, or that is of another type
 */
export function readSettings<Defaults extends Readonly<Record<string, string | number | boolean>>>(
  figure: string,
  { id: _id, number: _number, ...settings }: FigureSettings,
  defaults: Defaults,
): { [Key in keyof Defaults]: Widened<Defaults[Key]> } {
  const read: Record<string, unknown> = { ...defaults };
  for (const [name, value] of Object.entries(settings)) {
    const expected = typeof defaults[name];
    const given = expected === 'number' && typeof value === 'string' ? Number(value) : value;
    if (!Object.hasOwn(defaults, name))
      throw new Error(`figure ${figure} has no setting "${name}"; has ${Object.keys(defaults).join(', ')}`);
    if (typeof given !== expected || Number.isNaN(given))
      throw new Error(`figure ${figure}: ${name} should be a ${expected}, is ${JSON.stringify(value)}`);
    read[name] = given;
  }
  return read as { [Key in keyof Defaults]: Widened<Defaults[Key]> };
}

type Widened<Value> = Value extends string ? string : Value extends number ? number : boolean;
