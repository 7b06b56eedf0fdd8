import { expect, test } from 'vitest';
import { gru } from '../cells/gru';
import { lstm } from '../cells/lstm';
import type { Cell } from '../equations/defineCell';
import type { Expression } from '../equations/Expression';
import { nextSymbol } from '../networks/nextSymbol';
import { programs } from '../systems/programs';
import { planSequence } from './planSequence';

const operatorsOf = (nodes: readonly Expression[]): string[] =>
  nodes.map((node) => (node.kind === 'operation' ? node.operator : node.name));

test.each(Object.entries<Cell>(programs))('every operation of %s has its one stage', (_id, program) => {
  const { fixed, before, within, after } = planSequence(program);
  const operations = program.nodes.filter(({ kind }) => kind === 'operation');
  expect(new Set([...fixed, ...before, ...within, ...after])).toEqual(new Set(operations));
  expect(fixed.length + before.length + within.length + after.length).toBe(operations.length);
});

test('a readout waits until after the loop', () => {
  const { before, within, after } = planSequence(nextSymbol(lstm));
  expect(before).toEqual([]);
  expect(operatorsOf(after)).toEqual(['affine', 'softmax']);
  expect(within).toHaveLength(nextSymbol(lstm).nodes.filter(({ kind }) => kind === 'operation').length - 2);
});

test("the LSTM's four affine maps are one product, with the input's share taken before the loop", () => {
  const packs = new Set(planSequence(lstm).packOf.values());
  expect([...packs].map(({ affines, isEarly }) => [affines.length, isEarly])).toEqual([[4, [true, false]]]);
});

test("the GRU's candidate multiplies r ⊙ h, so it has a product of its own", () => {
  const packs = new Set(planSequence(gru).packOf.values());
  expect([...packs].map(({ affines }) => affines.map(({ attributes }) => attributes.name))).toEqual([
    ['z', 'r'],
    ['n'],
  ]);
});
