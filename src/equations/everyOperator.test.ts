import { expect, test } from 'vitest';
import { everyOperator } from './everyOperator';
import { operators } from './operators';

test('it has every operator of the table', () => {
  const used = new Set(everyOperator.nodes.flatMap((node) => (node.kind === 'operation' ? [node.operator] : [])));
  expect(Object.keys(operators).filter((id) => !used.has(id as keyof typeof operators))).toEqual([]);
});
