import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { evaluateSequence } from '../equations/evaluateSequence';
import { rewrite } from '../equations/rewrite';
import { readText } from '../tasks/characters';
import { nestWeights } from '../traces/nestWeights';
import { readSafetensors } from '../traces/safetensors';
import { systems } from '.';
import type { System } from './System';

const folder = join(import.meta.dirname, '..', '..', 'public');
const cutOff = Object.entries<System>(systems).flatMap(([id, system]) =>
  'withoutPast' in system ? [[id, system] as const] : [],
);

describe.each(cutOff)('%s', (_, { network, vocabulary, checkpoint, withoutPast = [] }) => {
  const parameters = nestWeights(readSafetensors(readFileSync(join(folder, checkpoint))).weights);
  const last = (cell: typeof network, text: string) =>
    evaluateSequence(
      cell,
      parameters,
      readText(text, vocabulary).map(({ token }) => [...vocabulary].map((_, at) => (at === token ? 1 : 0))),
    ).steps.at(-1);

  test('without its past it answers a letter the same, whatever came before; with it, it does not', () => {
    const { cell } = rewrite(network, withoutPast, parameters);
    expect(last(cell, 'hell')).toEqual(last(cell, 'Now is the winter of our l'));
    expect(last(cell, 'hell')).toEqual(last(cell, 'l'));
    expect(last(network, 'hell')?.y).not.toEqual(last(network, 'l')?.y);
    // Each wire counts: with any one of them left whole, the past comes through.
    for (const spared of withoutPast) {
      const { cell: leaky } = rewrite(
        network,
        withoutPast.filter((intervention) => intervention !== spared),
        parameters,
      );
      expect(last(leaky, 'hell')).not.toEqual(last(leaky, 'l'));
    }
  });
});

test('there are networks to cut', () => {
  expect(cutOff.map(([id]) => id)).toEqual(['tanh-rnn-letters', 'char-rnn']);
});
