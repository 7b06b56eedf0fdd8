import { expect, test } from 'vitest';
import { createRandom } from '../base/random';
import { drawToken } from './drawToken';
import { likeliestFirst } from './likeliestFirst';
import { temper } from './temper';

const chances = [0.1, 0.5, 0.05, 0.3, 0.05];

test('at temperature 1 chances stay, at 0 the likeliest takes all, at a half they are squared', () => {
  temper(chances, 1).forEach((q, token) => expect(q).toBeCloseTo(chances[token] ?? 0, 12));
  expect([...temper(chances, 0)]).toEqual([0, 1, 0, 0, 0]);
  const squares = chances.map((p) => p ** 2);
  const sum = squares.reduce((total, square) => total + square, 0);
  temper(chances, 0.5).forEach((q, token) => expect(q).toBeCloseTo((squares[token] ?? 0) / sum, 12));
});

test('however cold or hot, chances add up to 1 and keep their order; what cannot happen never does', () => {
  for (const temperature of [0, 0.01, 0.2, 1, 1.7, 2, 50]) {
    const q = temper([...chances, 0, 1e-30], temperature);
    expect(q.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 12);
    expect(q[5]).toBe(0);
    expect(likeliestFirst(q)[0]).toBe(1);
    expect(q.every(Number.isFinite)).toBe(true);
  }
});

test('tokens are ordered by chance, equals by token', () => {
  expect(likeliestFirst(chances)).toEqual([1, 3, 0, 2, 4]);
});

test('tokens are drawn as often as their chances say', () => {
  const random = createRandom(3);
  const counts = chances.map(() => 0);
  const draws = 20_000;
  for (let i = 0; i < draws; i++) {
    const token = drawToken(chances, random.uniform());
    counts[token] = (counts[token] ?? 0) + 1;
  }
  const chiSquare = chances.reduce((sum, p, token) => sum + ((counts[token] ?? 0) - p * draws) ** 2 / (p * draws), 0);
  // 4 degrees of freedom: one in a thousand would exceed 18.5.
  expect(chiSquare).toBeLessThan(18.5);
});

test('the edges of a chance belong to the next, and past the end the last that can be drawn is', () => {
  expect(drawToken(chances, 0)).toBe(1);
  expect(drawToken(chances, 0.5)).toBe(3);
  expect(drawToken([0.5, 0.4999999, 0], 0.9999999999)).toBe(1);
});

test('the same number draws nothing less likely when it gets colder', () => {
  for (let number = 0.005; number < 1; number += 0.01) {
    const ranks = [2, 1.5, 1, 0.6, 0.3, 0].map((temperature) =>
      likeliestFirst(chances).indexOf(drawToken(temper(chances, temperature), number)),
    );
    expect(ranks).toEqual([...ranks].sort((a, b) => b - a));
  }
});
