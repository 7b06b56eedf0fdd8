import { expect, test } from 'vitest';
import type { Trace } from '../traces/Trace';
import { findTwins } from './findTwins';

const trace = (tokens: number[], answers: number[]): Trace => ({
  system: 'tanh-rnn-letters',
  tokens,
  steps: tokens.length,
  quantities: { y: { size: 1, values: Float32Array.from(answers) } },
  backend: 'float64',
  msPerStep: 0,
});

test('the nearest step with the same letter is found, earlier first, and only within the window', () => {
  const run = trace([5, 1, 5, 2, 5], [0.1, 0, 0.2, 0, 0.1]);
  expect(findTwins(run, 4, 0, 5)).toEqual({ first: 2, second: 4, isSameAnswer: false });
  expect(findTwins(run, 0, 0, 5)).toMatchObject({ first: 0, second: 2 });
  expect(findTwins(run, 4, 0, 2)).toMatchObject({ first: 0, second: 4, isSameAnswer: true });
  expect(findTwins(run, 3, 0, 5)).toBeUndefined();
  expect(findTwins(trace([], []), -1, 0, 0)).toBeUndefined();
});
