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
  if (subscript !== undefined) return `${letter}_{${subscript}}`;
  const symbol = name === 'y' ? '\\hat{y}' : name.length === 1 ? name : `\\mathrm{${name}}`;
  return `${symbol}_{${when === 'now' ? 't' : 't-1'}}`;
}
