import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  bitsField,
  choiceField,
  decodeLink,
  encodeLink,
  flagField,
  linkOf,
  listField,
  numberField,
  textField,
  wholeField,
} from './link';

const schema = {
  text: textField(5000, 'hello world'),
  t: wholeField(0, 5000, 5),
  view: choiceField(['unrolled', 'folded'], 'unrolled'),
  full: flagField(false),
};
const start = { text: 'hello world', t: 5, view: 'unrolled', full: false } as const;

test('whatever a figure can be is found again in its link', () => {
  fc.assert(
    fc.property(
      fc.record({
        text: fc.string({ unit: 'grapheme', maxLength: 400 }).map((text) => text.toWellFormed()),
        t: fc.integer({ min: 0, max: 5000 }),
        view: fc.constantFrom('unrolled', 'folded'),
        full: fc.boolean(),
      }),
      (state) => {
        expect(decodeLink(schema, encodeLink(schema, state))).toEqual({ state, problems: [] });
      },
    ),
  );
});

test('ten thousand hostile links throw nothing, and yield a state within its ranges', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.webQueryParameters(),
    fc
      .array(fc.tuple(fc.constantFrom('t', 'text', 'view', 'full', 'v', '__proto__', 'constructor'), fc.string()), {
        maxLength: 6,
      })
      .map((pairs) => pairs.map(([name, value]) => `${name}=${value}`).join('&')),
  );
  fc.assert(
    fc.property(hostile, (link) => {
      const { state } = decodeLink(schema, link);
      expect(Object.keys(state).sort()).toEqual(['full', 't', 'text', 'view']);
      expect(Number.isInteger(state.t) && state.t >= 0 && state.t <= 5000).toBe(true);
      expect(['unrolled', 'folded']).toContain(state.view);
      expect(typeof state.full).toBe('boolean');
      expect(state.text.length).toBeLessThanOrEqual(5000);
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    }),
    { numRuns: 10_000 },
  );
});

test('only what differs from the start is written', () => {
  expect(encodeLink(schema, start)).toBe('v=1');
  expect(encodeLink(schema, { ...start, t: 7 })).toBe('v=1&t=7');
});

test('what is out of range is brought to its edge, and every correction is told', () => {
  const { state, problems } = decodeLink(schema, 'v=1&t=90000&view=sideways&nonsense=1');
  expect(state).toEqual({ ...start, t: 5000 });
  expect(problems).toHaveLength(3);
  expect(decodeLink(schema, 'v=9').problems).toHaveLength(1);
});

test('a fragment is read only by the figure that it names', () => {
  expect(linkOf('#unrolled?v=1&t=5', 'unrolled')).toBe('v=1&t=5');
  expect(linkOf('#unrolled', 'unrolled')).toBeUndefined();
  expect(linkOf('#tape?v=1', 'unrolled')).toBeUndefined();
});

test('numbers, rows of bits and lists are found again in their text, and brought into their range', () => {
  const number = numberField(0, 2, 1, 0.05);
  const bits = bitsField(1, 8, '0');
  const list = listField(wholeField(1, 20, 1), 4, []);
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 40 }).map((steps) => Number((steps * 0.05).toFixed(2))),
      fc.string({ unit: fc.constantFrom('0', '1'), minLength: 1, maxLength: 8 }),
      fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 4 }),
      (temperature, row, units) => {
        expect(number.read(number.write(temperature))).toEqual({ value: temperature });
        expect(bits.read(bits.write(row))).toEqual({ value: row });
        expect(list.read(list.write(units))).toEqual({ value: units });
      },
    ),
    { seed: 1997 },
  );
  expect(number.read('0.33')).toEqual({ value: 0.35 });
  expect(number.read('1e9')).toEqual({ value: 2, problem: '1e9 is outside 0 to 2' });
  for (const text of ['NaN', 'Infinity', '', '0x1', '1,5', ' 1']) expect(number.read(text).value, text).toBe(1);
  expect(bits.read('0102').problem).toContain('no row of bits');
  expect(bits.read('0'.repeat(9))).toEqual({ value: '0', problem: '9 bits are not between 1 and 8' });
  expect(list.read('1.99.3')).toEqual({ value: [1, 20, 3], problem: '99 is outside 1 to 20' });
  expect(list.read('1.2.3.4.5.6')).toEqual({ value: [1, 2, 3, 4], problem: 'there are more than 4' });
});
