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

/**
 * The version of the schema that links are written in, for all figures alike. A link says only what differs from where its figure begins, so a new
 * field needs no new version. Where a name comes to mean something else it does: raise the version, turn what older links say into what is
 * meant now before `decodeLink` reads it, and add links of the version that was released to `links.fixtures.json`, where those of every
 * version stay for good.
 */
export const linkVersion = '1';

/** Long enough for the longest text, UTF-16 units; and more settings, and more faults told, than any figure has. */
const longestLink = 100_000;
const mostSettings = 64;
const mostProblems = 6;

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

/** Any number within a range, to the nearest `step`; what lies beyond is brought to its edge. */
export function numberField(from: number, to: number, start: number, step = 0): LinkField<number> {
  const decimals = step > 0 ? Math.max(0, -Math.floor(Math.log10(step))) : 0;
  const settle = (number: number): number => {
    const nearest = step > 0 ? Number((from + Math.round((number - from) / step) * step).toFixed(decimals)) : number;
    return Math.min(to, Math.max(from, nearest)) + 0;
  };
  return {
    start,
    write: String,
    read(text) {
      const number = readNumber(text);
      if (number === undefined) return { value: start, problem: `${quote(text)} is no number` };
      const value = settle(number);
      return number < from || number > to ? { value, problem: `${text} is outside ${from} to ${to}` } : { value };
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

/** A row of bits, `0110`, the first one first. */
export function bitsField(shortest: number, longest: number, start: string): LinkField<string> {
  return {
    start,
    write: (value) => value,
    read(text) {
      if (/[^01]/.test(text)) return { value: start, problem: `${quote(text)} is no row of bits` };
      if (text.length < shortest || text.length > longest)
        return { value: start, problem: `${text.length} bits are not between ${shortest} and ${longest}` };
      return { value: text };
    },
  };
}

/** A few values of one kind, `3.1.4`; what lies beyond the longest list is left out. A member is written without a dot. */
export function listField<Value>(
  member: LinkField<Value>,
  longest: number,
  start: readonly Value[],
): LinkField<readonly Value[]> {
  return {
    start,
    write: (values) => values.map((value) => member.write(value)).join('.'),
    read(text) {
      if (text === '') return { value: [] };
      const parts = text.split('.', longest + 1);
      const read = parts.slice(0, longest).map((part) => member.read(part));
      const problem = read.find((found) => found.problem !== undefined)?.problem;
      const value = read.map((found) => found.value);
      if (problem !== undefined) return { value, problem };
      return parts.length <= longest ? { value } : { value, problem: `there are more than ${longest}` };
    },
  };
}

/** A number as people and machines write it; undefined where it is none, or has more digits than any setting needs. */
export function readNumber(text: string): number | undefined {
  return /^-?\d{1,15}(\.\d{1,20})?(e[+-]?\d{1,3})?$/i.test(text) ? Number(text) : undefined;
}

/** Writes a figure's state: the version, then only what differs from the start. */
export function encodeLink<Schema extends LinkSchema>(schema: Schema, state: LinkState<Schema>): string {
  const query = new URLSearchParams({ v: linkVersion });
  for (const [name, field] of Object.entries(schema)) {
    const value = state[name];
    if (value === field.start) continue;
    const text = field.write(value);
    if (text !== field.write(field.start)) query.set(name, text);
  }
  return query.toString();
}

/**
 * Reads a figure's state from text that came from anywhere. Never throws, and does no more work than a link of honest size would ask for; what it
 * cannot read is left as it was, and said. Of a version that it does not know it reads nothing.
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
  const done = () => ({ state: state as LinkState<Schema>, problems: problems.slice(0, mostProblems) });
  if (link.length > longestLink) {
    problems.push('it is too long to be read');
    return done();
  }
  const query = new URLSearchParams(link);
  const written = query.get('v');
  if (written !== linkVersion && written !== null) {
    problems.push(`it is of version ${quote(written)}, and this page reads version ${linkVersion}`);
    return done();
  }
  const seen = new Set(['v']);
  for (const [name, text] of [...query].slice(0, mostSettings)) {
    // What is said twice is taken at its first word.
    if (seen.has(name)) continue;
    seen.add(name);
    const field = Object.hasOwn(schema, name) ? schema[name] : undefined;
    if (field === undefined) {
      problems.push(`this figure has no ${quote(name)}`);
      continue;
    }
    const { value, problem } = field.read(text);
    if (problem === undefined || value !== field.start) state[name] = value;
    if (problem !== undefined) problems.push(`${name}: ${problem}`);
  }
  return done();
}

/** The part of an address's fragment that belongs to a figure, `t=5&…` of `#unrolled?t=5&…`; undefined if it is about something else. */
export function linkOf(fragment: string, figure: string): string | undefined {
  const [name = '', ...rest] = fragment.replace(/^#/, '').split('?');
  return name === figure && rest.length > 0 ? rest.join('?') : undefined;
}

/** What came from outside, cut short, in quotation marks. */
export function quote(text: string): string {
  return `“${text.slice(0, 24)}${text.length > 24 ? '…' : ''}”`;
}
