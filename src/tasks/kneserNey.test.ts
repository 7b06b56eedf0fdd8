import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom } from '../base/random';
import { bitsPerCharacter, kneserNey } from './kneserNey';

/** A text with habits: each letter depends on the two before it. */
function drawText(length: number, V: number, seed: number): Uint8Array {
  const random = createRandom(seed);
  const text = new Uint8Array(length);
  for (let at = 0; at < length; at++) {
    const habit = (3 * (text[at - 1] ?? 0) + (text[at - 2] ?? 0) + 1) % V;
    text[at] = random.uniform() < 0.7 ? habit : random.integer(V);
  }
  return text;
}

test('chances are positive and sum to one after any context, seen or not, at every order', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 2, max: 9 }),
      fc.integer({ min: 0, max: 400 }),
      fc.nat(),
      (order, V, length, seed) => {
        const model = kneserNey(drawText(length, V, seed), V, order);
        const random = createRandom(seed + 1);
        for (let trial = 0; trial < 20; trial++) {
          const history = Array.from({ length: random.integer(8) }, () => random.integer(V));
          const chances = Array.from({ length: V }, (_, token) => model.probability(history, token));
          expect(Math.min(...chances)).toBeGreaterThan(0);
          expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 12);
        }
      },
    ),
  );
});

test('an untrained model gives even odds', () => {
  expect(kneserNey([], 65, 6).probability([1, 2, 3, 4, 5], 9)).toBeCloseTo(1 / 65, 15);
  expect(bitsPerCharacter(kneserNey([], 64, 3), Uint8Array.of(1, 2, 3))).toBe(6);
});

test('a bigram model is what can be worked by hand', () => {
  // Text a b a b a c over {a, b, c}: runs ab 2, ba 2, ac 1. No run occurs three times, so n₃/n₂ = 0: n₁ = 1, n₂ = 2, share = 1/(1 + 4) = 1/5,
  // D₁ = 1 − 2·(1/5)·(2/1) = 1/5, D₂ = 2 − 3·(1/5)·0 = 2.
  // Letters by how many different letters they follow: a 1 (b), b 1 (a), c 1 (a); n₁ = 3, n₂ = 0, share 1: D₁ = 1 − 2·1·0 = 1, all of it given
  // to even odds: p(a) = p(b) = p(c) = (1 − 1)/3 + (3·1/3)·(1/3) = 1/3.
  // After a: ab 2, ac 1, total 3, freed D₂ + D₁ = 11/5. p(b|a) = (2 − 2)/3 + (11/15)·(1/3) = 11/45; p(c|a) = (1 − 1/5)/3 + 11/45 = 23/45.
  const model = kneserNey([0, 1, 0, 1, 0, 2], 3, 2);
  expect(model.probability([0], 1)).toBeCloseTo(11 / 45, 14);
  expect(model.probability([0], 2)).toBeCloseTo(23 / 45, 14);
  expect(model.probability([0], 0)).toBeCloseTo(11 / 45, 14);
});

/** Chen & Goodman's recursion once more, each count taken by reading through the whole text. */
function oracle(
  text: readonly number[],
  V: number,
  history: readonly number[],
  token: number,
  isLongest = true,
): number {
  const runs = (k: number): string[] => text.slice(k - 1).map((_, at) => text.slice(at, at + k).join(' '));
  const length = history.length + 1;
  const counts = new Map<string, number>();
  if (isLongest) for (const run of runs(length)) counts.set(run, (counts.get(run) ?? 0) + 1);
  else {
    for (const run of new Set(runs(length + 1))) {
      const shorter = run.slice(run.indexOf(' ') + 1);
      counts.set(shorter, (counts.get(shorter) ?? 0) + 1);
    }
  }
  const n = (count: number): number => [...counts.values()].filter((found) => found === count).length;
  const share = n(1) / (n(1) + 2 * n(2));
  const discount = (count: number): number => {
    if (count === 0) return 0;
    const k = Math.min(count, 3);
    const found = k - (k + 1) * share * (n(k + 1) / n(k));
    return found > 0 && found <= k ? found : k / 2;
  };
  const countOf = (letter: number): number => counts.get([...history, letter].join(' ')) ?? 0;
  const letters = Array.from({ length: V }, (_, letter) => countOf(letter));
  const total = letters.reduce((sum, count) => sum + count, 0);
  const below = history.length === 0 ? 1 / V : oracle(text, V, history.slice(1), token, false);
  if (total === 0) return below;
  const freed = letters.reduce((sum, count) => sum + discount(count), 0);
  return (countOf(token) - discount(countOf(token)) + freed * below) / total;
}

test('chances are those of the definition, counted by reading', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 2, max: 4 }), fc.nat(), (order, V, seed) => {
      const text = [...drawText(120, V, seed)];
      const model = kneserNey(text, V, order);
      const random = createRandom(seed);
      for (let trial = 0; trial < 5; trial++) {
        const history = Array.from({ length: order - 1 }, () => random.integer(V));
        const token = random.integer(V);
        expect(model.probability(history, token)).toBeCloseTo(oracle(text, V, history, token), 12);
      }
    }),
  );
});

test('a letter that follows many is likelier in a new place than one that is frequent but follows few', () => {
  // The "San Francisco" of Kneser & Ney: 2 comes often but only after 1; 3 comes rarely but after everything.
  const text = [...Array.from({ length: 30 }, () => [0, 1, 2]).flat(), 0, 3, 1, 3, 2, 3, 4, 3, 5];
  const model = kneserNey(text, 6, 2);
  expect(model.probability([5], 3)).toBeGreaterThan(model.probability([5], 2));
});

test('longer runs predict a text with habits better than shorter ones', () => {
  const [training, heldOut] = [drawText(20_000, 9, 1), drawText(2_000, 9, 2)];
  const [none = 0, one = 0, two = 0] = [1, 2, 3].map((order) =>
    bitsPerCharacter(kneserNey(training, 9, order), heldOut),
  );
  // The habit needs both letters: one alone says nothing.
  expect(two).toBeLessThan(Math.min(none, one) - 1);
  // Chance 0.7 + 0.3/9 for the habit, 0.3/9 for each of the eight others.
  const [habit, other] = [0.7 + 0.3 / 9, 0.3 / 9];
  const entropy = -habit * Math.log2(habit) - 8 * other * Math.log2(other);
  expect(two).toBeGreaterThan(entropy - 0.1);
  expect(two).toBeLessThan(entropy + 0.1);
});

test('runs that cannot be told apart are refused', () => {
  expect(() => kneserNey([0], 65, 9)).toThrow('order 9 over 65 letters cannot be counted');
  expect(() => kneserNey([0], 65, 0)).toThrow(RangeError);
});
