import { describe, expect, test } from 'vitest';
import { createRandom } from '../base/random';
import { gru } from '../cells/gru';
import { typeset } from '../prose/typeset';
import { programs } from '../systems/programs';
import type { Cell } from './defineCell';
import { drawParameters, drawVector } from './drawParameters';
import { bindGiven, bindParameters, evaluateNodes } from './evaluate';
import type { Expression } from './Expression';
import { operators } from './operators';
import { rightHandSide } from './toTex';
import { productTerms, type SlotContext, slotValues, unitEquation } from './unitEquation';

const sizes = { X: 5, H: 4, Y: 3 };

/** One step of a program on drawn numbers, and the slots' view of it. */
function runStep(program: Cell): { context: SlotContext; valueOf: (node: Expression) => number[] } {
  const random = createRandom(12);
  const weights = drawParameters(program, sizes, random);
  const x = drawVector(sizes.X, random);
  const before = Object.fromEntries(program.state.map((name) => [name, drawVector(sizes.H, random)]));
  const bound = bindParameters(program, weights);
  const nodes = evaluateNodes(program, bound, bindGiven(program, bound.sizes, { x, ...before }));
  const valueOf = (node: Expression): number[] => [...(nodes.get(node) ?? [])];
  return {
    valueOf,
    context: {
      vector(name, when) {
        if (when === 'before') return before[name] ?? [];
        return name === 'x' ? x : valueOf(rightHandSide(program, name));
      },
      weight(name) {
        const value = weights[name] ?? [];
        const [first] = value;
        const shape = typeof first === 'object' ? [value.length, first.length] : [value.length];
        return { shape, values: value.flat() };
      },
    },
  };
}

describe.each(Object.entries(programs))('%s', (_id, program) => {
  const { context, valueOf } = runStep(program);

  describe.each([...program.quantities.keys()])('the equation of a unit of %s', (name) => {
    const { tex, slots } = unitEquation(program, name);
    const root = rightHandSide(program, name);
    const units = valueOf(root).map((_, unit) => slotValues(slots, unit, context));

    test('is set by KaTeX with each slot once, in order, signs where they are wanted', () => {
      const html = typeset(tex, { isDisplay: true });
      const found = (attribute: string): number[] =>
        [...html.matchAll(new RegExp(`data-${attribute}="(\\d+)"`, 'g'))].map(([, id]) => Number(id));
      expect(found('slot')).toEqual(slots.map((_, id) => id));
      expect(found('sign')).toEqual(slots.flatMap(({ isSigned }, id) => (isSigned ? [id] : [])));
      expect([...html.matchAll(/data-term="(\w+)"/g)].map(([, term]) => term)).toEqual(slots.map(({ term }) => term));
    });

    test('begins with the unit’s value, and its numbers on the right make that value', () => {
      const names = new Map([...program.quantities].map(([quantity, node]) => [node, quantity]));
      let place = 1;
      const nextSlot = (): Float64Array => {
        const id = place++;
        return Float64Array.from(units, (values) => values[id] ?? Number.NaN);
      };
      // Computes the right-hand side from nothing but the slots, all units side by side.
      const compute = (node: Expression): Float64Array => {
        if (node.kind !== 'operation' || (names.has(node) && node !== root)) return nextSlot();
        if (node.operator === 'affine') {
          const addends = Array.from({ length: node.inputs.length - (node.attributes.operands ?? 0) }, nextSlot);
          return addends.reduce((sum, addend) => sum.map((value, i) => value + (addend[i] ?? 0)));
        }
        const inputs = node.inputs.map(compute);
        return operators[node.operator].value(inputs, {
          attributes: node.attributes,
          inputShapes: inputs.map(({ length }) => [length]),
        });
      };
      const right = compute(root);
      valueOf(root).forEach((value, unit) => {
        expect(units[unit]?.[0]).toBe(value);
        expect(right[unit]).toBeCloseTo(value, 12);
      });
      expect(place).toBe(slots.length - (slots.at(-1)?.source.kind === 'sum' ? 1 : 0));
    });

    test('ends in the sum that is squashed, where it squashes one', () => {
      const inner = root.kind === 'operation' && root.inputs.length === 1 ? root.inputs[0] : undefined;
      const isSquashed = inner?.kind === 'operation' && inner.operator === 'affine';
      expect(slots.at(-1)?.source.kind === 'sum').toBe(isSquashed);
      if (isSquashed)
        valueOf(inner).forEach((value, unit) => {
          expect(units[unit]?.at(-1)).toBeCloseTo(value, 12);
        });
    });

    test('opens into dot products whose terms add up to their slots', () => {
      slots.forEach(({ source }, id) => {
        if (source.kind !== 'product') return;
        units.forEach((values, unit) => {
          const terms = productTerms(source, unit, context);
          expect(terms).toHaveLength(context.weight(source.weight).shape[0] ?? 0);
          expect(terms.reduce((sum, { operand, weight }) => sum + operand * weight, 0)).toBeCloseTo(
            values[id] ?? 0,
            12,
          );
        });
      });
    });

    test('survives being written down', () => {
      expect(JSON.parse(JSON.stringify({ tex, slots }))).toEqual({ tex, slots });
    });
  });
});

test('a product with r ⊙ h is a number of h, read through the reset gate', () => {
  const { slots } = unitEquation(gru, 'n');
  const product = slots.find(({ source }) => source.kind === 'product' && source.weight === 'W_hn');
  expect(product?.term).toBe('h');
  const { context, valueOf } = runStep(gru);
  const [r, h] = [valueOf(rightHandSide(gru, 'r')), Array.from(context.vector('h', 'before'))];
  const terms = product?.source.kind === 'product' ? productTerms(product.source, 1, context) : [];
  expect(terms.map(({ operand }) => operand)).toEqual(r.map((value, i) => value * (h[i] ?? 0)));
});
