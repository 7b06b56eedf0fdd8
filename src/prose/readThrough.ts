import { evaluateSequence } from '../equations/evaluateSequence';
import { readWeights } from '../frame/bakeRun';
import type { FigureResources } from '../frame/FigureEntry';
import { type SystemId, systems } from '../systems';
import { readText } from '../tasks/characters';
import { nestWeights } from '../traces/nestWeights';

/** One letter read: what the network held afterwards, and what it then expected. */
export type Reading = {
  readonly letter: string;
  /** The hidden state, [H]. */
  readonly state: readonly number[];
  /** The readout by character of the vocabulary: a chance, 0–1, wherever the network ends in a softmax. */
  readonly expected: ReadonlyMap<string, number>;
};

/** Lets a system read `text` from the zero state, in double precision, on its stored weights: what prose may then say of it. */
export function readThrough(system: SystemId, text: string, resources: FigureResources): Reading[] {
  const { network, vocabulary } = systems[system];
  const parameters = nestWeights(readWeights(system, resources));
  const letters = readText(text, vocabulary);
  const characters = [...vocabulary];
  const inputs = letters.map(({ token }) => characters.map((_, index) => (index === token ? 1 : 0)));
  return evaluateSequence(network, parameters, inputs).steps.map(({ h = [], y = [] }, t) => ({
    letter: letters[t]?.seen ?? '',
    state: h,
    expected: new Map(characters.map((character, index) => [character, y[index] ?? Number.NaN])),
  }));
}
