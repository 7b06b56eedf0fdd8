/** Letters as a network reads them. */
export interface Letter {
  /** What the reader typed: one grapheme. */
  readonly shown: string;
  /** The vocabulary's character that the network gets. */
  readonly seen: string;
  /** Its place in the vocabulary. */
  readonly token: number;
  /** Whether `seen` is not what was typed. */
  readonly isSubstituted: boolean;
}

const typographic: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '“': "'",
  '”': "'",
  '"': "'",
  '`': "'",
  '–': '-',
  '—': '-',
  '−': '-',
  '…': '.',
};

/**
 * Reads text letter by letter for a network that knows only `vocabulary`. A grapheme outside it is replaced, never dropped: by the same
 * letter without its accent or in the other case, typographic signs by their plain ones, anything else by a space.
 */
export function readText(text: string, vocabulary: string): Letter[] {
  return splitGraphemes(text.replace(/\r\n?/g, '\n')).map((shown) => {
    const seen = substituteFor(shown, vocabulary);
    return { shown, seen, token: vocabulary.indexOf(seen), isSubstituted: seen !== shown };
  });
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** Code units handed to the segmenter at once: every segment that it yields holds a copy of all that it was given. */
const stretch = 256;

/** Cuts a text into graphemes, in time and memory linear in its length. */
export function splitGraphemes(text: string): string[] {
  const graphemes: string[] = [];
  let at = 0;
  while (at < text.length) {
    const part = [...segmenter.segment(text.slice(at, at + stretch))].map(({ segment }) => segment);
    // The last grapheme may go on behind the border, unless it fills the whole stretch.
    if (at + stretch < text.length && part.length > 1) part.pop();
    for (const grapheme of part) {
      graphemes.push(grapheme);
      at += grapheme.length;
    }
  }
  return graphemes;
}

function substituteFor(grapheme: string, vocabulary: string): string {
  const isKnown = (candidate: string): boolean => [...candidate].length === 1 && vocabulary.includes(candidate);
  const [base = ''] = grapheme.normalize('NFD');
  const candidates = [grapheme, typographic[grapheme] ?? '', base, base.toLowerCase(), base.toUpperCase(), ' '];
  return candidates.find(isKnown) ?? vocabulary.charAt(0);
}

/** A text cut into what is trained on and what is held out, as tokens. */
export interface SplitText {
  readonly vocabulary: string;
  readonly training: Uint8Array;
  readonly heldOut: Uint8Array;
}

/**
 * Tokenises a text for training: the last tenth is held out.
 * @param vocabulary the characters the text may hold, in code order
 * @throws Error naming the first character that is not in the vocabulary
 */
export function splitText(text: string, vocabulary: string): SplitText {
  const places = new Map([...vocabulary].map((character, index) => [character, index]));
  const tokens = Uint8Array.from(text, (character) => {
    const place = places.get(character);
    if (place === undefined)
      throw new Error(
        `the text holds ${JSON.stringify(character)}, which is not among the ${places.size} characters of the vocabulary`,
      );
    return place;
  });
  const border = Math.floor(tokens.length * 0.9);
  return { vocabulary, training: tokens.subarray(0, border), heldOut: tokens.subarray(border) };
}
