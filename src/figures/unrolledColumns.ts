import type { Run } from '../frame/Run';
import type { Guess } from '../marks/PredictionBars';
import { systems } from '../systems';
import { valueAt, vectorAt } from '../traces/Trace';
import { guessLetters, lossInBits } from './guessLetters';

/** What is drawn of one letter. */
export interface UnrolledColumn {
  readonly step: number;
  readonly shown: string;
  readonly seen: string;
  readonly state: Float32Array;
  readonly guesses: readonly Guess[];
  /** The letter that came next, and what the guess cost, bits; missing after the last. */
  readonly target: { readonly shown: string; readonly loss: number } | undefined;
}

/** The columns of a run by letter (0-based), each worked out once. */
export function rememberColumns({ trace, letters, system }: Run): (t: number) => UnrolledColumn {
  const { vocabulary } = systems[system];
  const known = new Map<number, UnrolledColumn>();
  return (t) => {
    const [letter, next] = [letters[t], letters[t + 1]];
    const column = known.get(t) ?? {
      step: t + 1,
      shown: letter?.shown ?? '',
      seen: letter?.seen ?? '',
      state: vectorAt(trace, 'h', t),
      guesses: guessLetters(vectorAt(trace, 'y', t), vocabulary, 3),
      target: next && { shown: next.seen, loss: lossInBits(valueAt(trace, 'y', t, next.token)) },
    };
    known.set(t, column);
    return column;
  };
}
