import { expect, test } from 'vitest';
import { alignSteps } from './Ghost';
import { emptyRun, readLetters, type Run } from './Run';
import { textInput } from './RunInput';

const system = 'tanh-rnn-letters';

function runOver(text: string): Run {
  const { letters } = readLetters(text, system);
  const run = emptyRun(system, textInput(text), { h: 20 });
  return { ...run, letters, trace: { ...run.trace, steps: letters.length, tokens: letters.map(({ token }) => token) } };
}

function align(shown: string, before: string): (number | undefined)[] {
  const at = alignSteps(runOver(shown), runOver(before));
  return Array.from({ length: shown.length }, (_, step) => at(step));
}

test('a letter put in stands beside nothing, and those after it beside themselves', () => {
  expect(align('king', 'kng')).toEqual([0, undefined, 1, 2]);
});

test('a letter taken out leaves the others beside themselves', () => {
  expect(align('kng', 'king')).toEqual([0, 2, 3]);
});

test('a letter exchanged stands beside the one that it replaced', () => {
  expect(align('ring', 'king')).toEqual([0, 1, 2, 3]);
});

test('what is typed at the end stands beside nothing', () => {
  expect(align('kings', 'king')).toEqual([0, 1, 2, 3, undefined]);
  expect(align('king', '')).toEqual([undefined, undefined, undefined, undefined]);
});
