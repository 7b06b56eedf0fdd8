/** Which copy of a cell a symbol belongs to, where a network has several. */
export interface SymbolParts {
  /** The symbol without its marks, `h`. */
  readonly letter: string;
  /** `h2` is the h of layer 2. */
  readonly layer?: number;
  /** `hF` runs forward in time and `hB` backward, in a bidirectional network; `hD` is a decoder's. */
  readonly part?: 'forward' | 'backward' | 'decoder';
}

const parts = { F: 'forward', B: 'backward', D: 'decoder' } as const;

/** Takes a quantity's symbol apart: `h2F` is the forward h of layer 2. A name of several letters is left whole. */
export function symbolParts(symbol: string): SymbolParts {
  const [, letter, layer, mark] = /^([a-z])(\d*)([FBD]?)$/.exec(symbol) ?? [];
  if (letter === undefined) return { letter: symbol };
  return {
    letter,
    ...(layer ? { layer: Number(layer) } : {}),
    ...(mark ? { part: parts[mark as keyof typeof parts] } : {}),
  };
}

/** The symbols in the subscript of a parameter, `W_h1h2` is from `h1` to `h2`. */
export function symbolsIn(subscript: string): string[] {
  const symbols = [...subscript.matchAll(/[a-z]\d*[FBD]?/g)].map(([symbol]) => symbol);
  return symbols.join('') === subscript ? symbols : [subscript];
}
