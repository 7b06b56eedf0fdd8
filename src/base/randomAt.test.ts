import { expect, test } from 'vitest';
import { randomAt } from './randomAt';

test('a place has its number, whatever else is asked', () => {
  const first = randomAt(1, 0, 11);
  randomAt(1, 0, 12);
  expect(randomAt(1, 0, 11)).toBe(first);
});

test('another seed, sequence or step has another number, also where they are swapped', () => {
  const numbers = [
    randomAt(1, 2, 3),
    randomAt(2, 1, 3),
    randomAt(1, 3, 2),
    randomAt(3, 2, 1),
    randomAt(1, 2),
    randomAt(1),
  ];
  expect(new Set(numbers).size).toBe(numbers.length);
});

test('over many places the numbers are even, and neighbours are not alike', () => {
  const counts = new Array<number>(16).fill(0);
  let [together, n] = [0, 0];
  for (let future = 0; future < 64; future++)
    for (let step = 0; step < 250; step++) {
      const here = randomAt(7, future, step);
      counts[Math.floor(here * 16)] = (counts[Math.floor(here * 16)] ?? 0) + 1;
      together += (here - 0.5) * (randomAt(7, future, step + 1) - 0.5);
      n++;
    }
  const chiSquare = counts.reduce((sum, count) => sum + (count - n / 16) ** 2 / (n / 16), 0);
  // 15 degrees of freedom: one fair generator in a thousand would exceed 37.7.
  expect(chiSquare).toBeLessThan(37.7);
  // A correlation of neighbours would be this over 1/12; four standard errors.
  expect(Math.abs(together / n) * 12).toBeLessThan(4 / Math.sqrt(n));
});
