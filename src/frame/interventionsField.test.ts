import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Intervention } from '../equations/Intervention';
import { planInterventions } from '../equations/planInterventions';
import { resolveShape } from '../equations/Shape';
import { termsOf } from '../equations/termsOf';
import { wiresOf } from '../equations/wiresOf';
import { systems } from '../systems';
import { interventionsField } from './interventionsField';

const { network, sizes } = systems['char-rnn'];
const field = interventionsField([systems['tanh-rnn-letters'], systems['char-rnn']]);
const problemOf = (text: string) => field.read(text).problem;

const span = fc
  .record({ from: fc.option(fc.integer({ min: 1, max: 5000 })), length: fc.option(fc.integer({ min: 1, max: 50 })) })
  .map(({ from, length }) => ({
    ...(from !== null && { from }),
    ...(length !== null && { until: (from ?? 0) + length }),
  }));
const units = fc.uniqueArray(fc.integer({ min: 0, max: 127 }), { minLength: 1, maxLength: 12 });
const value = fc.double({ min: -100, max: 100, noNaN: true }).map((number) => number + 0);
const quantity = fc.constantFrom('h', 'c', 'i', 'f', 'o', 'g');
const parameter = fc.constantFrom(...network.parameters);
const change: fc.Arbitrary<Intervention> = fc
  .tuple(
    fc.oneof(
      fc.record({ kind: fc.constant('silence' as const), quantity, unit: fc.integer({ min: 0, max: 127 }) }),
      fc.record({ kind: fc.constant('clamp' as const), quantity, value }),
      fc.record({ kind: fc.constant('clamp' as const), quantity, value, units }),
      fc.record({
        kind: fc.constant('cut' as const),
        weight: fc.constantFrom(...wiresOf(network)).map((w) => w.weight),
      }),
      fc.tuple(parameter, fc.nat(), fc.nat(), value).map(([{ name, shape }, down, right, to]) => {
        const [rows = 1, columns] = resolveShape(shape, sizes);
        const column = columns === undefined ? {} : { column: right % columns };
        return { kind: 'edit' as const, parameter: name, row: down % rows, ...column, value: to };
      }),
      fc
        .constantFrom(...termsOf(network, 'c'))
        .map(({ path }) => ({ kind: 'strike' as const, quantity: 'c', term: path })),
    ),
    span,
  )
  .map(([deed, when]) => ({ ...deed, ...when }));

test('whatever is done to a network is found again in its link, to the last digit', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 24 }), (changes) => {
      // Two terms struck of one sum may leave nothing of it, which is refused.
      const kept = changes.filter(
        (one, i) => one.kind !== 'strike' || !changes.slice(0, i).some((o) => o.kind === 'strike'),
      );
      expect(field.read(field.write(kept))).toEqual({ value: kept });
    }),
    { seed: 4 },
  );
});

test('a link says units, entries and steps as the page prints them, from 1', () => {
  expect(field.read('silence.h.7.from.3*cut.W_hh').value).toEqual([
    { kind: 'silence', quantity: 'h', unit: 6, from: 2 },
    { kind: 'cut', weight: 'W_hh' },
  ]);
  // One step alone: from and until name the same one.
  expect(field.read('clamp.h.2.at.-0.5.from.4.until.4').value).toEqual([
    { kind: 'clamp', quantity: 'h', units: [1], value: -0.5, from: 3, until: 4 },
  ]);
  expect(field.read('cut.W_xh~cut.W_hh').value).toHaveLength(2);
});

test('what a network has not is left out, and named', () => {
  expect(problemOf('silence.q.1')).toContain('names no quantity of this network; it has');
  expect(problemOf('silence.h.999')).toContain('beyond the 20');
  expect(problemOf('clamp.h.at.1e9')).toContain('outside −100 to 100');
  expect(problemOf('clamp.h.1')).toContain('does not say at which value');
  expect(problemOf('cut.W_ab')).toContain('names no wire of this network; it has W_xh, W_hh');
  expect(problemOf('edit.W_hh.1.400.to.0')).toContain('20 by 20');
  expect(problemOf('edit.b_h.0.to.0')).toContain('counts from 0');
  expect(problemOf('strike.h.9')).toContain('no term');
  expect(problemOf('cut.W_hh.from.5.until.4')).toContain('ends before it begins');
  expect(problemOf('burn.h.1')).toContain('is no change');
  // What can be read is kept.
  expect(field.read('cut.W_hh*burn.h.1').value).toEqual([{ kind: 'cut', weight: 'W_hh' }]);
  expect(field.read('nonsense').value).toBe(field.start);
});

test('striking all there is of an equation is refused', () => {
  const paths = termsOf(systems['tanh-rnn-letters'].network, 'h').map(({ path }) => `strike.h.${path.join('.')}`);
  expect(paths.length).toBeGreaterThan(1);
  expect(problemOf(paths.join('*'))).toContain('would leave nothing');
});

test('what is read can be run: the equations accept it', () => {
  const parameters = Object.fromEntries(
    network.parameters.map(({ name, shape }) => {
      const [rows = 1, columns] = resolveShape(shape, sizes);
      const row = (length: number) => new Array<number>(length).fill(0);
      return [name, columns === undefined ? row(rows) : Array.from({ length: rows }, () => row(columns))];
    }),
  );
  fc.assert(
    fc.property(change, (one) => {
      expect(planInterventions(network, [one], 20, parameters).length).toBeGreaterThan(0);
    }),
    { numRuns: 60, seed: 4 },
  );
});
