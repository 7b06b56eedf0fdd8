import { describe, expect, test } from 'vitest';
import { tanh } from '../cells/tanh';
import { programs } from '../systems/programs';
import { toGraph } from './toGraph';

describe.each(Object.entries(programs))('the graph of %s', (_id, program) => {
  const { nodes, edges, state } = toGraph(program);
  const order = new Map(nodes.map(({ id }, place) => [id, place]));

  test('has every value as one node, and every input of every operator as one edge in its place', () => {
    expect(order.size).toBe(program.nodes.length);
    program.nodes.forEach((node, place) => {
      const id = nodes[place]?.id;
      const into = edges.filter(({ to }) => to === id);
      const expected =
        node.kind === 'operation' ? node.inputs.map((input) => nodes[program.nodes.indexOf(input)]?.id) : [];
      expect(into.map(({ from }) => from)).toEqual(expected);
      expect(into.map((edge) => edge.place)).toEqual(expected.map((_, index) => index));
      expect(nodes[place]?.kind).toBe(node.kind === 'operation' ? node.operator : node.kind);
      expect(nodes[place]?.shape).toEqual(program.shapes.get(node));
    });
  });

  test('flows one way: every edge leads from an earlier node to a later one', () => {
    for (const { from, to } of edges) expect(order.get(from)).toBeLessThan(order.get(to) ?? -1);
  });

  test('names its inputs, states, parameters and quantities, and what becomes the next state', () => {
    expect(state).toEqual(program.state);
    const named = (kind: string) => nodes.filter((node) => node.kind === kind).map(({ name }) => name);
    expect(named('input')).toEqual(program.inputs);
    expect(new Set([...named('weight'), ...named('bias')])).toEqual(
      new Set(program.parameters.map(({ name }) => name)),
    );
    for (const [quantity, node] of program.quantities) expect(nodes[program.nodes.indexOf(node)]?.name).toBe(quantity);
  });

  test('is the same in every run, and survives being written down', () => {
    expect(toGraph(program)).toEqual({ nodes, edges, state });
    expect(JSON.parse(JSON.stringify({ nodes, edges, state }))).toEqual({ nodes, edges, state });
  });
});

test('the tanh cell is one affine map and one squashing', () => {
  const { nodes } = toGraph(tanh);
  expect(nodes.map(({ kind, name }) => [kind, name])).toEqual([
    ['input', 'x'],
    ['state', 'h'],
    ['weight', 'W_xh'],
    ['weight', 'W_hh'],
    ['bias', 'b_h'],
    ['affine', undefined],
    ['tanh', 'h'],
  ]);
});
