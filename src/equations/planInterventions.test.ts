import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom } from '../base/random';
import { gru } from '../cells/gru';
import { lstm } from '../cells/lstm';
import { drawParameters, drawVector } from './drawParameters';
import { evaluateIntervened } from './evaluateIntervened';
import { evaluateSequence } from './evaluateSequence';
import type { Intervention } from './Intervention';
import { planInterventions } from './planInterventions';
import { rewrite } from './rewrite';

const sizes = { X: 3, H: 4 };
const p = drawParameters(lstm, sizes, createRandom(4));
const xs = Array.from({ length: 8 }, (_, t) => drawVector(sizes.X, createRandom(t)));

test('a run is cut where an intervention begins or ends, and only there', () => {
  const plan = planInterventions(
    lstm,
    [
      { kind: 'silence', quantity: 'h', unit: 0, from: 2, until: 5 },
      { kind: 'cut', weight: 'W_hf', from: 5 },
      { kind: 'edit', parameter: 'b_f', row: 0, value: 2, until: 2 },
      { kind: 'clamp', quantity: 'f', value: 1, from: 100 },
    ],
    8,
    p,
  );
  expect(plan.map(({ from, until }) => [from, until])).toEqual([
    [0, 2],
    [2, 5],
    [5, 8],
  ]);
  expect(plan[0]?.cell).toBe(lstm);
  expect(plan[0]?.parameters.b_f?.[0]).toBe(2);
  expect(plan[1]?.parameters).toEqual(p);
  expect(plan[2]?.cell.parameters.map(({ name }) => name)).not.toContain('W_hf');
  expect(planInterventions(lstm, [], 8, p)).toEqual([{ from: 0, until: 8, cell: lstm, parameters: p }]);
  expect(planInterventions(lstm, [{ kind: 'cut', weight: 'W_hf' }], 0, p)).toEqual([]);
});

test('cut into segments, a clamp from a step on is what the equations with a clock say', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9 }), fc.constantFrom('i', 'f', 'o', 'g', 'c', 'h'), (from, quantity) => {
      const clamp: Intervention = { kind: 'clamp', quantity, value: 0.25, units: [1, 3], from };
      const clocked = evaluateSequence(rewrite(lstm, [clamp]).cell, p, xs).steps;
      expect(evaluateIntervened(lstm, p, xs, [clamp])).toEqual(clocked.map(({ clock: _, ...step }) => step));
    }),
    { numRuns: 30, seed: 1 },
  );
});

test('a value is held exactly within its span, and what came before is untouched', () => {
  const plain = evaluateIntervened(lstm, p, xs);
  const held = evaluateIntervened(lstm, p, xs, [
    { kind: 'clamp', quantity: 'c', value: 0.1, units: [2], from: 3, until: 6 },
  ]);
  held.forEach((step, t) => expect(step.c?.[2] === 0.1, `step ${t}`).toBe(t >= 3 && t < 6));
  expect(held.slice(0, 3)).toEqual(plain.slice(0, 3));
  expect(held[6]).not.toEqual(plain[6]);
});

test('a wire that is cut twice, or whose term is struck as well, is gone once', () => {
  const cut: Intervention = { kind: 'cut', weight: 'W_hf' };
  const once = evaluateIntervened(lstm, p, xs, [cut]);
  expect(evaluateIntervened(lstm, p, xs, [cut, { ...cut, from: 3 }])).toEqual(once);
});

test('what the network has not is refused by name, also where it would never hold', () => {
  const says = (intervention: Intervention, message: string): void =>
    expect(() => planInterventions(gru, [intervention], 4, drawParameters(gru, sizes, createRandom(1)))).toThrow(
      message,
    );
  says({ kind: 'silence', quantity: 'c', unit: 0, from: 99 }, 'has no quantity "c" to clamp; has z, r, n, h, x');
  says({ kind: 'silence', quantity: 'h', unit: 4, from: 99 }, 'h has no unit 4 to hold; its units are 0 to 3');
  says({ kind: 'clamp', quantity: 'x', value: 0, units: [-1] }, 'x has no unit -1 to hold; its units are 0 to 2');
  says({ kind: 'cut', weight: 'W_hf', from: 99 }, 'has no wire W_hf to cut; has W_xz, W_hz, W_xr, W_hr, W_xn, W_hn');
  says({ kind: 'edit', parameter: 'b_f', row: 0, value: 1 }, 'there is no parameter b_f to edit; have W_xz');
  says({ kind: 'cut', weight: 'W_hz', from: 0.5 }, 'begins at a step, counted from 0, not at 0.5');
  says({ kind: 'cut', weight: 'W_hz', from: 3, until: 3 }, 'begins at step 3 cannot end before step 3');
  expect(() => rewrite(gru, [{ kind: 'cut', weight: 'W_hz', from: 3 }])).toThrow('no equation says when a cut begins');
});
