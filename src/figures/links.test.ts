import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeLink, encodeLink, type LinkSchema, linkVersion } from '../frame/link';
import fixtures from '../frame/links.fixtures.json';
import { readResources } from '../site/build/readResources';
import { builds } from './builds';
import type { FigureName } from '.';

const resources = readResources(join(import.meta.dirname, '../../public'));
const names = Object.keys(builds) as FigureName[];

function schemaOf(figure: FigureName, settings: object = {}): LinkSchema {
  const build = builds[figure];
  return build.schemaOf(build.bake({ id: 'f', number: '1.1', ...settings }, resources));
}

/** A schema whose fields count how often they are asked to read. */
function watched(schema: LinkSchema): { schema: LinkSchema; reads: () => number } {
  let reads = 0;
  const entries = Object.entries(schema).map(([name, field]) => {
    const read = (text: string) => {
      reads++;
      return field.read(text);
    };
    return [name, { ...field, read }] as const;
  });
  return { schema: Object.fromEntries(entries), reads: () => reads };
}

const junk = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.integer().map(String),
  fc.double().map(String),
  fc.constantFrom(
    '',
    '-0',
    '1e308',
    '-1e308',
    '9e99',
    'NaN',
    'Infinity',
    '0x10',
    '٣',
    '1,5',
    '__proto__',
    'true',
    '[]',
    '{"a":1}',
  ),
  fc.constantFrom(
    '<script>alert(1)</script>',
    'javascript:alert(1)',
    '"><img src=x onerror=alert(1)>',
    '%E0%A4%A',
    '%00',
  ),
  fc.constantFrom('0', '1', '.', '*').chain((piece) => fc.integer({ min: 1, max: 20_000 }).map((n) => piece.repeat(n))),
  // What is nearly a change of a network.
  fc
    .array(
      fc.constantFrom(
        ...[
          'silence',
          'clamp',
          'cut',
          'edit',
          'strike',
          'h',
          'c',
          'y',
          'x',
          'W_hh',
          'W_xh',
          'b_h',
          'at',
          'to',
          'from',
          'until',
        ],
        ...['0', '1', '2', '7', '20', '128', '999999', '-1', '0.5', '1e9', '*', '~', '__proto__', 'constructor'],
      ),
      { maxLength: 60 },
    )
    .map((words) => words.join('.')),
);

const hostile = (schema: LinkSchema) => {
  const name = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...Object.keys(schema), 'v') },
    {
      weight: 1,
      arbitrary: fc.constantFrom('__proto__', 'constructor', 'toString', 'isPlaying', 'train', 'weights', ''),
    },
    { weight: 1, arbitrary: fc.string({ maxLength: 30 }) },
  );
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .array(fc.tuple(name, junk), { maxLength: 12 })
        .map((pairs) => new URLSearchParams(pairs).toString()),
    },
    {
      weight: 2,
      arbitrary: fc
        .array(fc.tuple(name, junk), { maxLength: 12 })
        .map((pairs) => pairs.map((pair) => pair.join('=')).join('&')),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
    {
      weight: 1,
      arbitrary: fc.tuple(name, fc.integer({ min: 1, max: 30_000 })).map(([given, n]) => `${given}=x&`.repeat(n)),
    },
  );
};

describe.each(names)('a link of %s', (name) => {
  const schema = schemaOf(name);

  test('thousands of hostile ones throw nothing, pollute nothing, and leave every setting within its range', () => {
    const before = Reflect.ownKeys(Object.prototype);
    const keys = Object.keys(schema).sort();
    fc.assert(
      fc.property(hostile(schema), (link) => {
        const counted = watched(schema);
        const { state, problems } = decodeLink(counted.schema, link);
        expect(Object.keys(state).sort()).toEqual(keys);
        // Within its range: written down and read again it is the same, and nothing is wrong with it.
        for (const [key, field] of Object.entries(schema))
          expect(field.read(field.write(state[key])), key).toEqual({ value: state[key] });
        expect(counted.reads()).toBeLessThanOrEqual(keys.length);
        expect(problems.length).toBeLessThanOrEqual(6);
        for (const problem of problems) expect(problem.length).toBeLessThan(600);
        expect(Object.getPrototypeOf(state)).toBe(Object.prototype);
      }),
      // Ten thousand over all figures.
      { numRuns: Math.max(2000, Math.ceil(10_000 / names.length)), seed: 1997 },
    );
    expect(Reflect.ownKeys(Object.prototype)).toEqual(before);
  });

  test('whatever it restores is written and restored again, the same', () => {
    fc.assert(
      fc.property(hostile(schema), (link) => {
        const { state } = decodeLink(schema, link);
        expect(decodeLink(schema, encodeLink(schema, state))).toEqual({ state, problems: [] });
      }),
      { numRuns: 500, seed: 1997 },
    );
  });

  test('says nothing about playing or training: those only a reader starts', () => {
    for (const key of Object.keys(schema)) expect(key).not.toMatch(/play|train|run|start|auto/i);
  });
});

describe('links that were released', () => {
  test.each(fixtures)('version $version of $figure: $link', ({ figure, settings, link, state }) => {
    const decoded = decodeLink(schemaOf(figure as FigureName, settings), link);
    expect(decoded.problems).toEqual([]);
    expect(decoded.state).toMatchObject(state);
  });

  test('there are some of every version', () => {
    const versions = new Set(fixtures.map(({ version }) => Number(version)));
    expect([...versions].sort()).toEqual(Array.from({ length: Number(linkVersion) }, (_, i) => i + 1));
  });
});
