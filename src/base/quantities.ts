import { symbolParts, symbolsIn } from './symbolParts';

/** The part a quantity plays in a recurrent network; it names the quantity's colour, `var(--role)`, everywhere in the book. */
export type Role = 'x' | 'h' | 'c' | 'y' | 'gate' | 'loss' | 'w';

/** What the book calls a symbol, and which colour it wears. */
export interface Quantity {
  /** The symbol as the equations name it, `h` or `W_hh`. */
  readonly symbol: string;
  readonly role: Role;
  /** The field's standard term, in lower case, as read aloud. */
  readonly name: string;
}

const named: Record<string, { role: Role; name: string }> = {
  x: { role: 'x', name: 'input' },
  h: { role: 'h', name: 'hidden state' },
  c: { role: 'c', name: 'cell memory' },
  y: { role: 'y', name: 'prediction' },
  i: { role: 'gate', name: 'input gate' },
  f: { role: 'gate', name: 'forget gate' },
  o: { role: 'gate', name: 'output gate' },
  z: { role: 'gate', name: 'update gate' },
  r: { role: 'gate', name: 'reset gate' },
  g: { role: 'c', name: 'cell candidate' },
  n: { role: 'h', name: 'candidate state' },
  target: { role: 'x', name: 'target' },
  L: { role: 'loss', name: 'loss' },
};

/**
 * Tells the name and colour of a symbol; `W_…`, `b_…` and `p_…` are weights, anything unknown counts as a gate's kin. Marked symbols are
 * named by their copy: `h2` is the hidden state of layer 2, `hB` the backward hidden state.
 */
export function quantityOf(symbol: string): Quantity {
  const { letter, layer, part } = symbolParts(symbol);
  const known = named[letter];
  if (known !== undefined) {
    const name = `${part === undefined ? '' : `${part} `}${known.name}${layer === undefined ? '' : ` of layer ${layer}`}`;
    return { symbol, role: known.role, name };
  }
  const [kind, subscript = ''] = symbol.split('_');
  const [from = '', to] = symbolsIn(subscript).map((name) => quantityOf(name).name);
  if (kind === 'W') return { symbol, role: 'w', name: `weights from ${from} to ${to ?? ''}` };
  if (kind === 'b')
    return { symbol, role: 'w', name: to === undefined ? `bias of the ${from}` : `bias from ${from} to ${to}` };
  if (kind === 'p') return { symbol, role: 'w', name: `peephole weights of the ${from}` };
  return { symbol, role: 'gate', name: symbol };
}
