/** One setting of a figure as it travels in a link. */
export interface LinkField<Value> {
  /** What holds when the link does not say. */
  readonly start: Value;
  /** Writes a value as text; whatever `read` understands. */
  write(value: Value): string;
  /** Reads text that came from anywhere; a message where it had to be corrected. */
  read(text: string): { readonly value: Value; readonly problem?: string };
}

/** The settings of a figure that a link may carry, by short names. */
export type LinkSchema = Readonly<Record<string, LinkField<unknown>>>;

/** The values behind a schema. */
export type LinkState<Schema extends LinkSchema> = {
  [Key in keyof Schema]: Schema[Key]['start'];
};

/** The version of the schema that links are written in. */
export const linkVersion = '1';
const longestLink = 100_000;

/** A whole number within a range; what lies beyond is brought to its edge. */
export function wholeField(from: number, to: number, start: number): LinkField<number> {
  return {
    start,
    write: String,
    read(text) {
      if (!/^-?\d{1,15}$/.test(text)) return { value: start, problem: `${quote(text)} is no whole number` };
      const number = Number(text);
      const value = Math.min(to, Math.max(from, number)) + 0;
      return value === number ? { value } : { value, problem: `${number} is outside ${from} to ${to}` };
    },
  };
}

/** One of a few words. */
export function choiceField<const Choice extends string>(
  choices: readonly Choice[],
  start: NoInfer<Choice>,
): LinkField<Choice> {
  return {
    start,
    write: (value) => value,
    read(text) {
      const value = choices.find((choice) => choice === text);
      return value === undefined
        ? { value: start, problem: `${quote(text)} is none of ${choices.join(', ')}` }
        : { value };
    },
  };
}

/** Yes or no. */
export function flagField(start: boolean): LinkField<boolean> {
  return {
    start,
    write: (value) => (value ? '1' : '0'),
    read: (text) =>
      text === '1' || text === '0'
        ? { value: text === '1' }
        : { value: start, problem: `${quote(text)} is neither 0 nor 1` },
  };
}

/** The reader's text, cut after `longest` UTF-16 units. */
export function textField(longest: number, start: string): LinkField<string> {
  return {
    start,
    // What is no well-formed text, half an emoji, could not be written down.
    write: (value) => value.toWellFormed().slice(0, longest),
    read(text) {
      const value = text.slice(0, longest).toWellFormed();
      return text.length <= longest ? { value } : { value, problem: `the text has more than ${longest} letters` };
    },
  };
}

/** Writes a figure's state: the version, then only what differs from the start. */
export function encodeLink<Schema extends LinkSchema>(schema: Schema, state: LinkState<Schema>): string {
  const query = new URLSearchParams({ v: linkVersion });
  for (const [name, field] of Object.entries(schema)) {
    const value = state[name];
    if (value !== field.start) query.set(name, field.write(value));
  }
  return query.toString();
}

/**
 * Reads a figure's state from text that came from anywhere. Never throws; what it cannot read is left as it was, and said.
 * @param from what holds where the link says nothing: the start, unless told
 */
export function decodeLink<Schema extends LinkSchema>(
  schema: Schema,
  link: string,
  from?: LinkState<Schema>,
): { state: LinkState<Schema>; problems: string[] } {
  const state: Record<string, unknown> = Object.fromEntries(
    Object.entries(schema).map(([name, field]) => [name, from === undefined ? field.start : from[name]]),
  );
  const problems: string[] = [];
  if (link.length > longestLink) {
    problems.push('the link is too long to be read');
    return { state: state as LinkState<Schema>, problems };
  }
  const query = new URLSearchParams(link);
  const written = query.get('v');
  if (written !== linkVersion && written !== null)
    problems.push(`the link is of version ${quote(written)}; this page reads version ${linkVersion}`);
  for (const [name, text] of query) {
    if (name === 'v') continue;
    const field = Object.hasOwn(schema, name) ? schema[name] : undefined;
    if (field === undefined) {
      if (problems.length < 4) problems.push(`this figure has no ${quote(name)}`);
      continue;
    }
    const { value, problem } = field.read(text);
    if (problem === undefined || value !== field.start) state[name] = value;
    if (problem !== undefined) problems.push(`${name}: ${problem}`);
  }
  return { state: state as LinkState<Schema>, problems };
}

/** The part of an address's fragment that belongs to a figure, `t=5&…` of `#unrolled?t=5&…`; undefined if it is about something else. */
export function linkOf(fragment: string, figure: string): string | undefined {
  const [name = '', ...rest] = fragment.replace(/^#/, '').split('?');
  return name === figure && rest.length > 0 ? rest.join('?') : undefined;
}

function quote(text: string): string {
  return `“${text.slice(0, 24)}${text.length > 24 ? '…' : ''}”`;
}
