import { symbolParts, symbolsIn } from '../base/symbolParts';
import type { Given } from './Expression';
import type { When } from './symbols';

/** A symbol as it is read aloud: `h` left by the step before is "the previous h", `W_xh` is "W x h", `h2F` is "forward h of layer 2". */
export function symbolWords(name: string, when: When = 'now'): string {
  const [letter = name, subscript] = name.split('_');
  if (subscript !== undefined) return [letter, ...symbolsIn(subscript).map(spelled)].join(' ');
  if (when === 'now') return spelled(name);
  // A network that runs backward in time comes from the step that the reader calls the next.
  return `the ${symbolParts(name).part === 'backward' ? 'next' : 'previous'} ${spelled(name)}`;
}

/** The words of a given thing: an input, the state before, a parameter. */
export function givenWords({ kind, name }: Given): string {
  return symbolWords(name, kind === 'state' ? 'before' : 'now');
}

function spelled(symbol: string): string {
  const { letter, layer, part } = symbolParts(symbol);
  return `${part === undefined ? '' : `${part} `}${letter}${layer === undefined ? '' : ` of layer ${layer}`}`;
}
