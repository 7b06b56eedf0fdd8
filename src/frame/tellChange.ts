import type { Intervention } from '../equations/Intervention';
import { formatNumber } from '../marks/formatNumber';
import { nameLetter } from '../marks/showLetter';
import { type SystemId, systems } from '../systems';
import type { When } from './changes';

/** A change in words: what it was done to, as a symbol with a subscript, and what. */
export interface ToldChange {
  /** The term that it is about, for colour and linking. */
  readonly term: string;
  readonly symbol: string;
  readonly subscript: string;
  readonly said: string;
}

/** Puts a change into words; steps and units are counted from 1 as they are printed. */
export function tellChange(change: Intervention, system: SystemId): ToldChange {
  const when = tellWhen(change);
  if (change.kind === 'silence') return toUnit(change.quantity, [change.unit], `silenced${when}`);
  if (change.kind === 'clamp')
    return toUnit(change.quantity, change.units, `held at ${formatNumber(change.value)}${when}`);
  if (change.kind === 'strike')
    return { term: change.quantity, symbol: change.quantity, subscript: '', said: `without one of its terms${when}` };
  const name = change.kind === 'cut' ? change.weight : change.parameter;
  const [symbol = name, subscript = ''] = name.split('_');
  if (change.kind === 'cut') return { term: name, symbol, subscript, said: `cut${when}` };
  return {
    term: name,
    symbol,
    subscript,
    said: `${tellPlace(change, systems[system].vocabulary)} set to ${formatNumber(change.value)}${when}`,
  };
}

/** The same as plain text, for those who listen. */
export function sayChange(change: Intervention, system: SystemId): string {
  const { symbol, subscript, said } = tellChange(change, system);
  return `${symbol}${symbol.length > 1 || subscript === '' ? '' : subscript} ${said}`.replaceAll(' = ', ' ');
}

function toUnit(quantity: string, units: readonly number[] | undefined, said: string): ToldChange {
  const subscript = units === undefined ? '' : units.map((unit) => unit + 1).join(', ');
  return { term: quantity, symbol: quantity, subscript, said: units === undefined ? `${said}, every unit` : said };
}

function tellPlace({ parameter, row, column }: Intervention & { readonly kind: 'edit' }, vocabulary: string): string {
  if (column === undefined) return `of unit ${row + 1}`;
  const isInput = parameter.startsWith('W_x');
  const from =
    isInput && vocabulary !== '' ? nameLetter(vocabulary.charAt(row)) : `${isInput ? 'input' : 'unit'} ${row + 1}`;
  const to =
    parameter.endsWith('y') && vocabulary !== '' ? nameLetter(vocabulary.charAt(column)) : `unit ${column + 1}`;
  return `from ${from} to ${to}`;
}

/** When a change holds, with a space before it: ` from t = 3`; nothing where it holds always. */
function tellWhen({ from = 0, until }: When): string {
  if (until === from + 1) return ` at t = ${until}`;
  if (until !== undefined) return from > 0 ? ` from t = ${from + 1} to ${until}` : ` up to t = ${until}`;
  return from > 0 ? ` from t = ${from + 1}` : '';
}
