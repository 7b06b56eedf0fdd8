import { symbolParts, symbolsIn } from '../base/symbolParts';
import type { Given } from './Expression';

/** When a quantity is read: at this step, or left over from the step before. */
export type When = 'now' | 'before';

/** The TeX of a symbol, tagged with the term that it is, so that pointing at it can light its kin: `h_{t-1}` is the term `h`. */
export function symbolTex(name: string, when: When = 'now'): string {
  return `\\htmlData{term=${name}}{${untaggedTex(name, when)}}`;
}

/** The TeX of a given thing: an input at t, a state at t − 1, a weight with its two letters, a bias with its one. */
export function givenTex(node: Given): string {
  return symbolTex(node.name, node.kind === 'state' ? 'before' : 'now');
}

function untaggedTex(name: string, when: When): string {
  const [letter = name, subscript] = name.split('_');
  if (subscript !== undefined)
    return `${letter}_{${symbolsIn(subscript)
      .map((symbol) => markedTex(symbol))
      .join('')}}`;
  // For a network that runs backward in time, the step before is the one that the reader calls the next.
  const before = symbolParts(name).part === 'backward' ? 't+1' : 't-1';
  return `${markedTex(name, (symbol) => (symbol === 'y' ? '\\hat{y}' : symbol.length === 1 ? symbol : `\\mathrm{${symbol}}`))}_{${when === 'now' ? 't' : before}}`;
}

/** A letter with the marks of its copy: layers as h^{(2)}, directions as arrows (Graves, Mohamed & Hinton 2013), a decoder's by word. */
function markedTex(name: string, letterTex: (letter: string) => string = (letter) => letter): string {
  const { letter, layer, part } = symbolParts(name);
  const arrow = part === 'forward' ? '\\overrightarrow' : part === 'backward' ? '\\overleftarrow' : undefined;
  const above = [...(layer === undefined ? [] : [`(${layer})`]), ...(part === 'decoder' ? ['\\mathrm{dec}'] : [])];
  const symbol = arrow === undefined ? letterTex(letter) : `${arrow}{${letterTex(letter)}}`;
  return above.length === 0 ? symbol : `${symbol}^{${above.join('\\,')}}`;
}
