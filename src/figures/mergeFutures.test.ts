import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeFutures, type Stretch } from './mergeFutures';

const spell = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
const write = ({ tokens, branches }: Stretch): unknown => [
  String.fromCharCode(...tokens),
  ...(branches.length > 0 ? [branches.map(write)] : []),
];

test('what begins alike is one stretch, and the branch that most take comes first', () => {
  const merged = mergeFutures(['the man', 'a dog', 'the moon', 'the end'].map(spell));
  expect(merged.map(write)).toEqual([['the ', [['m', [['an'], ['oon']]], ['end']]], ['a dog']]);
  expect(merged.flatMap(({ futures }) => futures)).toEqual([0, 2, 3, 1]);
});

test('equal futures stay together to the end; one that ends early is a branch without letters', () => {
  expect(mergeFutures([spell('so'), spell('so')]).map(write)).toEqual([['so']]);
  expect(mergeFutures([spell('so'), spell('song')]).map(write)).toEqual([['so', [[''], ['ng']]]]);
  expect(mergeFutures([])).toEqual([]);
});

test('whatever is merged can be read back, every future once, and no two branches begin alike', () => {
  const futures = fc.array(fc.array(fc.nat(2), { minLength: 1, maxLength: 6 }), { maxLength: 20 });
  fc.assert(
    fc.property(futures, (all) => {
      const read = new Map<number, number[]>();
      const walk = (stretches: readonly Stretch[], before: readonly number[]) => {
        const starts = stretches.map(({ tokens }) => tokens[0]);
        expect(new Set(starts).size).toBe(starts.length);
        for (const { tokens, futures: members, branches, depth } of stretches) {
          expect(depth).toBe(before.length);
          const here = [...before, ...tokens];
          if (branches.length > 0) walk(branches, here);
          else for (const member of members) read.set(member, here);
        }
      };
      walk(mergeFutures(all), []);
      expect(all.map((_, index) => read.get(index))).toEqual(all);
    }),
    { seed: 1 },
  );
});
