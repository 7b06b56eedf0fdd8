import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../base/random';
import { gru } from '../cells/gru';
import { irnn } from '../cells/irnn';
import { lstm } from '../cells/lstm';
import { tanh } from '../cells/tanh';
import { nextSymbol } from '../networks/nextSymbol';
import { programs } from '../systems/programs';
import type { Cell } from './defineCell';
import { drawParameters, drawVector } from './drawParameters';
import { parameters } from './evaluate';
import { evaluateSequence } from './evaluateSequence';
import type { Intervention } from './Intervention';
import type { Parameters } from './Nested';
import { rewrite } from './rewrite';
import { termsOf } from './termsOf';
import { toGraph } from './toGraph';
import { toTex } from './toTex';
import { unitEquation } from './unitEquation';

const untagged = (tex: string): string => tex.replace(/\\htmlData\{term=\w+\}\{((?:[^{}]|\{[^{}]*\})*)\}/g, '$1');

type Run = Record<string, number[]>[];
const sizes = { X: 3, H: 4, Y: 3 };

/** A cell, drawn weights and inputs, run as it is and rewritten. */
function runBoth(
  cell: Cell,
  interventions: Intervention[],
  T = 7,
): { plain: Run; run: Run; p: Parameters; xs: number[][] } {
  const random = createRandom(20);
  const p = drawParameters(cell, sizes, random);
  const xs = Array.from({ length: T }, () => drawVector(sizes.X, random));
  const rewritten = rewrite(cell, interventions, p);
  return {
    plain: evaluateSequence(cell, p, xs).steps,
    run: evaluateSequence(rewritten.cell, rewritten.parameters, xs).steps,
    p,
    xs,
  };
}

const sigma = (a: number): number => 1 / (1 + Math.exp(-a));

/** The LSTM in plain loops, with a hand in every gate: what an intervention is measured against. */
function runLstm(
  p: Parameters,
  xs: readonly (readonly number[])[],
  change: (name: string, value: number, unit: number, t: number) => number,
  recurrentForget = 1,
): Run {
  let [h, c] = [new Array<number>(sizes.H).fill(0), new Array<number>(sizes.H).fill(0)];
  return xs.map((x, t) => {
    const pre = (gate: string, k: number): number =>
      x.reduce((sum, value, j) => sum + value * ((p[`W_x${gate}`] as number[][])[j]?.[k] ?? 0), 0) +
      (gate === 'f' ? recurrentForget : 1) *
        h.reduce((sum, value, j) => sum + value * ((p[`W_h${gate}`] as number[][])[j]?.[k] ?? 0), 0) +
      ((p[`b_${gate}`] as number[])[k] ?? 0);
    const units = h.map((_, k) => k);
    const gate = (name: string, squash: (a: number) => number): number[] =>
      units.map((k) => change(name, squash(pre(name, k)), k, t));
    const [i, f, o, g] = [gate('i', sigma), gate('f', sigma), gate('o', sigma), gate('g', Math.tanh)];
    c = units.map((k) => change('c', (f[k] ?? 0) * (c[k] ?? 0) + (i[k] ?? 0) * (g[k] ?? 0), k, t));
    h = units.map((k) => change('h', (o[k] ?? 0) * Math.tanh(c[k] ?? 0), k, t));
    return { i, f, o, g, c, h };
  });
}

function expectSame(found: Run, expected: Run): void {
  expect(found).toHaveLength(expected.length);
  expected.forEach((step, t) => {
    for (const [name, values] of Object.entries(step))
      values.forEach((value, k) => {
        expect(Math.abs((found[t]?.[name]?.[k] ?? Number.NaN) - value), `${name}[${k}] at ${t}`).toBeLessThan(1e-12);
      });
  });
}

describe('clamping', () => {
  test('holds a whole gate at a value, and all that follows from it', () => {
    const { run, p, xs } = runBoth(lstm, [{ kind: 'clamp', quantity: 'f', value: 1 }]);
    expectSame(
      run,
      runLstm(p, xs, (name, value) => (name === 'f' ? 1 : value)),
    );
  });

  test('holds some units from a step on, and leaves the steps before as they were', () => {
    const { run, plain, p, xs } = runBoth(lstm, [{ kind: 'clamp', quantity: 'c', value: -2, units: [0, 3], from: 4 }]);
    expectSame(
      run,
      runLstm(p, xs, (name, value, unit, t) => (name === 'c' && t >= 4 && unit % 3 === 0 ? -2 : value)),
    );
    expectSame(run.slice(0, 4), plain.slice(0, 4));
    expect(run[5]?.h).not.toEqual(plain[5]?.h);
  });

  test('silences a unit of the state, which the next step then reads', () => {
    const { run, p, xs } = runBoth(lstm, [{ kind: 'silence', quantity: 'h', unit: 2, from: 1 }]);
    expectSame(
      run,
      runLstm(p, xs, (name, value, unit, t) => (name === 'h' && t >= 1 && unit === 2 ? 0 : value)),
    );
  });

  test('two clamps share one clock, and the later one has the last word', () => {
    const { cell } = rewrite(lstm, [
      { kind: 'clamp', quantity: 'f', value: 1, from: 2 },
      { kind: 'clamp', quantity: 'i', value: 0, from: 3 },
    ]);
    expect(cell.state).toEqual(['h', 'c', 'clock']);
    const { run } = runBoth(tanh, [
      { kind: 'clamp', quantity: 'h', value: 1 },
      { kind: 'silence', quantity: 'h', unit: 1 },
    ]);
    expect(run[3]?.h).toEqual([1, 0, 1, 1]);
  });

  test('an input can be held too, before anything reads it', () => {
    const { run, p, xs } = runBoth(lstm, [{ kind: 'clamp', quantity: 'x', value: 0, units: [1] }]);
    expectSame(
      run,
      runLstm(
        p,
        xs.map((x) => x.map((value, j) => (j === 1 ? 0 : value))),
        (_name, value) => value,
      ),
    );
  });

  test('the clock goes on from the state that it is handed', () => {
    const { cell, parameters: p } = rewrite(
      tanh,
      [{ kind: 'clamp', quantity: 'h', value: 0.5, from: 5 }],
      drawParameters(tanh, sizes, createRandom(2)),
    );
    const { steps } = evaluateSequence(
      cell,
      p,
      [
        [1, 2, 3],
        [1, 2, 3],
      ],
      { initial: { clock: [4] } },
    );
    expect(steps.map(({ clock }) => clock)).toEqual([[5], [6]]);
    expect(steps[0]?.h).not.toContain(0.5);
    expect(steps[1]?.h).toEqual([0.5, 0.5, 0.5, 0.5]);
  });
});

test('a wire that is cut carries nothing', () => {
  const { run, p, xs } = runBoth(lstm, [{ kind: 'cut', weight: 'W_hf' }]);
  expectSame(
    run,
    runLstm(p, xs, (_name, value) => value, 0),
  );
  const { run: blind } = runBoth(tanh, [
    { kind: 'cut', weight: 'W_xh' },
    { kind: 'cut', weight: 'W_hh' },
  ]);
  const { p: weights } = runBoth(tanh, []);
  expect(blind[3]?.h).toEqual((weights.b_h as number[]).map(Math.tanh));
});

test('an edited weight is another number in the same equations', () => {
  const { cell } = rewrite(lstm, []);
  expect(cell).toBe(lstm);
  const p = drawParameters(lstm, sizes, createRandom(20));
  const { cell: same, parameters: edited } = rewrite(
    lstm,
    [
      { kind: 'edit', parameter: 'W_hf', row: 1, column: 2, value: 9 },
      { kind: 'edit', parameter: 'b_i', row: 3, value: -9 },
    ],
    p,
  );
  expect(same).toBe(lstm);
  const expected = structuredClone(p) as Record<string, number[][]> & { b_i: number[] };
  (expected.W_hf?.[1] ?? [])[2] = 9;
  expected.b_i[3] = -9;
  expect(edited).toEqual(expected);
  expect(p.b_i?.[3]).not.toBe(-9);
});

describe('striking', () => {
  const termOf = (cell: Cell, quantity: string, tex: string): readonly number[] => {
    const found = termsOf(cell, quantity).find((term) => untagged(term.tex) === tex);
    if (found === undefined)
      throw new Error(
        `no ${tex} among ${termsOf(cell, quantity)
          .map((term) => untagged(term.tex))
          .join(' | ')}`,
      );
    return found.path;
  };

  test('the terms of an equation are its addends and factors, outer ones first', () => {
    expect(termsOf(lstm, 'c').map(({ kind, path, tex }) => [kind, path.join('.'), untagged(tex)])).toEqual([
      ['addend', '0', String.raw`f_{t} \odot c_{t-1}`],
      ['addend', '1', String.raw`i_{t} \odot g_{t}`],
      ['factor', '0.0', 'f_{t}'],
      ['factor', '0.1', 'c_{t-1}'],
      ['factor', '1.0', 'i_{t}'],
      ['factor', '1.1', 'g_{t}'],
    ]);
    expect(termsOf(tanh, 'h').map(({ tex }) => untagged(tex))).toEqual(['W_{xh}x_{t}', 'W_{hh}h_{t-1}', 'b_{h}']);
  });

  test('the LSTM without its forget gate is that of 1997', () => {
    const { run, p, xs } = runBoth(lstm, [{ kind: 'strike', quantity: 'c', term: termOf(lstm, 'c', 'f_{t}') }]);
    const clamped = runLstm(p, xs, (name, value) => (name === 'f' ? 1 : value));
    expectSame(
      run,
      clamped.map(({ f: _f, ...rest }) => rest),
    );
  });

  test('several terms of several equations go together', () => {
    const struck = rewrite(lstm, [
      { kind: 'strike', quantity: 'c', term: termOf(lstm, 'c', String.raw`f_{t} \odot c_{t-1}`) },
      { kind: 'strike', quantity: 'c', term: termOf(lstm, 'c', 'i_{t}') },
      { kind: 'strike', quantity: 'h', term: termOf(lstm, 'h', String.raw`\tanh\left(c_{t}\right)`) },
      { kind: 'strike', quantity: 'i', term: termOf(lstm, 'i', 'b_{i}') },
    ]).cell;
    expect(['i', 'c', 'h'].map((name) => untagged(toTex(struck, name)))).toEqual([
      String.raw`i_{t} = \sigma\left(W_{xi}x_{t} + W_{hi}h_{t-1}\right)`,
      'c_{t} = g_{t}',
      'h_{t} = o_{t}',
    ]);
    expect(struck.parameters.map(({ name }) => name)).not.toContain('b_i');
    const { steps } = evaluateSequence(struck, drawParameters(lstm, sizes, createRandom(1)), [[1, 2, 3]], {
      mask: [1],
    });
    expect(steps[0]?.h).toEqual(steps[0]?.o);
  });

  test('a struck minuend leaves minus the rest', () => {
    const cell = rewrite(gru, [
      { kind: 'strike', quantity: 'h', term: termOf(gru, 'h', String.raw`z_{t} \odot h_{t-1}`) },
    ]).cell;
    expect(untagged(toTex(cell, 'h'))).toBe(String.raw`h_{t} = \left(1 - z_{t}\right) \odot n_{t}`);
  });
});

describe('every reader obeys', () => {
  test('the equation says what is held, and when', () => {
    const held = (intervention: Intervention): string => untagged(toTex(rewrite(tanh, [intervention]).cell, 'h'));
    const right = String.raw`\tanh\left(W_{xh}x_{t} + W_{hh}h_{t-1} + b_{h}\right)`;
    expect(held({ kind: 'clamp', quantity: 'h', value: 1 })).toBe('h_{t} = 1');
    expect(held({ kind: 'silence', quantity: 'h', unit: 3 })).toBe(
      String.raw`h_{t} = \begin{cases} 0 & \text{unit }3 \\ ${right} & \text{otherwise} \end{cases}`,
    );
    expect(held({ kind: 'clamp', quantity: 'h', value: -1, units: [0, 2], from: 5 })).toBe(
      String.raw`h_{t} = \begin{cases} -1 & \text{units }0,\,2,\ t \ge 5 \\ ${right} & \text{otherwise} \end{cases}`,
    );
  });

  test('the equation of one unit has its numbers, and none for what is not there', () => {
    const slotsOf = (...interventions: Intervention[]): string[] => {
      const { tex, slots } = unitEquation(rewrite(tanh, interventions).cell, 'h');
      expect([...tex.matchAll(/slot=(\d+)/g)].map(([, id]) => Number(id))).toEqual(slots.map((_, id) => id));
      return slots.map(({ term }) => term);
    };
    expect(slotsOf({ kind: 'clamp', quantity: 'h', value: 1 })).toEqual(['h']);
    expect(slotsOf({ kind: 'silence', quantity: 'h', unit: 1, from: 3 })).toEqual(['h', 'x', 'h', 'b_h']);
    expect(slotsOf({ kind: 'cut', weight: 'W_xh' })).toEqual(['h', 'h', 'b_h', 'h']);
  });

  test('the graph has the hold between what computes a value and what uses it', () => {
    const { nodes, edges } = toGraph(rewrite(nextSymbol(tanh), [{ kind: 'clamp', quantity: 'h', value: 0 }]).cell);
    const hold = nodes.find(({ kind }) => kind === 'hold');
    expect(hold?.name).toBe('h');
    const users = edges
      .filter(({ from }) => from === hold?.id)
      .map(({ to }) => nodes.find(({ id }) => id === to)?.kind);
    expect(users).toEqual(['affine']);
  });

  test('parameters keep their names and starts, and those that are gone ask for none', () => {
    const cut = rewrite(irnn, [{ kind: 'cut', weight: 'W_hh' }]).cell;
    expect(Object.keys(parameters(cut, sizes))).not.toContain('W_hh');
    expect(Object.keys(cut.initialisation ?? {})).not.toContain('W_hh');
    const held = rewrite(irnn, [{ kind: 'silence', quantity: 'h', unit: 0 }]).cell;
    expect(held.initialisation).toEqual(irnn.initialisation);
  });
});

describe.each(Object.entries(programs))('%s', (_id, program) => {
  test('can be held in any quantity at any unit from any step', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 3 }), (seed, from) => {
        const random = createRandom(seed);
        const p = drawParameters(program, sizes, random);
        const xs = Array.from({ length: 5 }, () => drawVector(sizes.X, random));
        const names = [...program.quantities.keys()];
        const quantity = names[random.integer(names.length)] ?? 'h';
        const run = evaluateSequence(
          rewrite(program, [{ kind: 'clamp', quantity, value: 0.25, units: [1], from }]).cell,
          p,
          xs,
        ).steps;
        run.forEach((step, t) => {
          if (t >= from) expect(step[quantity]?.[1]).toBe(0.25);
        });
        const plain = evaluateSequence(program, p, xs).steps;
        for (const name of names)
          expect(run.slice(0, from).map((step) => step[name])).toEqual(plain.slice(0, from).map((step) => step[name]));
      }),
      { numRuns: 8, seed: 5 },
    );
  });
});

test('what a cell has not is refused by name', () => {
  const says = (intervention: Intervention, message: string): void =>
    expect(() => rewrite(gru, [intervention], { b_z: [0] })).toThrow(message);
  says({ kind: 'clamp', quantity: 'c', value: 0 }, 'cell "gru" has no quantity "c" to clamp; has z, r, n, h, x');
  says({ kind: 'clamp', quantity: 'h', value: Number.NaN }, 'h cannot be held at NaN: that is no number');
  says({ kind: 'clamp', quantity: 'h', value: 0, from: -1 }, 'a clamp of h begins at a step, not at -1');
  says({ kind: 'cut', weight: 'W_hf' }, 'cell "gru" has no wire W_hf to cut; has W_xz, W_hz, W_xr, W_hr, W_xn, W_hn');
  says(
    { kind: 'strike', quantity: 'h', term: [3] },
    'the equation of h in cell "gru" has no term at 3; has 0, 1, 0.0, 0.1',
  );
  says(
    { kind: 'edit', parameter: 'W_xz', row: 0, column: 0, value: 1 },
    'there is no parameter W_xz to edit; have b_z',
  );
  says({ kind: 'edit', parameter: 'b_z', row: 1, value: 1 }, 'b_z [1] has no entry [1], counted from 0');
  const all: Intervention[] = [[0], [1]].map((term) => ({ kind: 'strike', quantity: 'h', term }));
  expect(() => rewrite(gru, all)).toThrow('nothing would be left of the equation of h');
});
