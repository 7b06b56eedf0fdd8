import { formatNumber } from '../marks/formatNumber';
import { nameLetter } from '../marks/showLetter';
import { valueAt } from '../traces/Trace';
import type { Figure } from './useFigure';

/** How a figure is put into words, step by step (t from 1). */
export interface FigureTold {
  /** What goes in at a step, `input e`; the letter, unless told. */
  readonly tellInput?: (t: number) => string;
  /** Said after the unit's value: what the network makes of it. */
  readonly outlook?: (t: number) => string;
}

/** The shown step in a sentence: its place, what goes in, the picked unit's value, and the outlook. */
export function tellStep({ run, quantity, unit, t, step }: Figure, { tellInput, outlook }: FigureTold): string {
  const { trace, letters } = run;
  if (t === 0) return `before the first ${step}`;
  const letter = letters[t - 1];
  const input = tellInput?.(t) ?? (letter === undefined ? '' : `input ${nameLetter(letter.seen)}`);
  const value = formatNumber(valueAt(trace, quantity, t - 1, unit - 1));
  const before = t > 1 ? `, was ${formatNumber(valueAt(trace, quantity, t - 2, unit - 1))}` : '';
  const place = [`t ${t} of ${trace.steps}`, input, `${quantity}${unit} ${value}${before}`];
  const said = [place.filter((part) => part !== '').join(', '), outlook?.(t) ?? ''];
  return said.filter((part) => part !== '').join('; ');
}
