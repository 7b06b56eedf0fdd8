import { heldUnits, isCut } from '../frame/changes';
import { type Ghost, ghostVector } from '../frame/Ghost';
import type { Run } from '../frame/Run';
import type { Guess } from '../marks/PredictionBars';
import { systems } from '../systems';
import { valueAt, vectorAt } from '../traces/Trace';
import { lossInBits } from '../frame/lossInBits';
import { guessLetters } from './guessLetters';

/** What is drawn of one letter. */
export interface UnrolledColumn {
  readonly step: number;
  readonly shown: string;
  readonly seen: string;
  readonly state: Float32Array;
  readonly guesses: readonly Guess[];
  /** The letter that came next, and what the guess cost, bits; missing after the last. */
  readonly target: { readonly shown: string; readonly loss: number } | undefined;
  /** What stands beside it in the run that it is compared with: the state, and what the same letters had. */
  readonly ghost: { readonly state: Float32Array; readonly guesses: readonly number[] } | undefined;
  /** Units (0-based) that are held by hand. */
  readonly held: readonly number[];
  /** Weights whose wires are cut. */
  readonly cut: readonly string[];
}

/** The columns of a run by letter (0-based), each worked out once. */
export function rememberColumns({ trace, letters, system }: Run, ghost?: Ghost): (t: number) => UnrolledColumn {
  const changes = trace.interventions ?? [];
  const { vocabulary } = systems[system];
  const known = new Map<number, UnrolledColumn>();
  return (t) => {
    const remembered = known.get(t);
    if (remembered !== undefined) return remembered;
    const [letter, next] = [letters[t], letters[t + 1]];
    const guesses = guessLetters(vectorAt(trace, 'y', t), vocabulary, 3);
    const [state, y] = [ghostVector(ghost, 'h', t), ghostVector(ghost, 'y', t)];
    const column: UnrolledColumn = {
      step: t + 1,
      shown: letter?.shown ?? '',
      seen: letter?.seen ?? '',
      state: vectorAt(trace, 'h', t),
      guesses,
      target: next && { shown: next.seen, loss: lossInBits(valueAt(trace, 'y', t, next.token)) },
      ghost: state && y && { state, guesses: guesses.map(({ token }) => y[token] ?? Number.NaN) },
      held: heldUnits(changes, 'h', vectorAt(trace, 'h', t).length, t),
      cut: ['W_xh', 'W_hh', 'W_hy'].filter((weight) => isCut(changes, weight, t)),
    };
    known.set(t, column);
    return column;
  };
}
