import type { Guess } from '../marks/PredictionBars';

/** The `count` highest values of an output vector, with their letters, highest first; what is no number comes last. */
export function guessLetters(values: ArrayLike<number>, vocabulary: string, count: number): Guess[] {
  const best: Guess[] = [];
  for (let token = 0; token < values.length; token++) {
    const value = values[token] ?? Number.NaN;
    const place = best.findIndex((guess) => value > guess.value || Number.isNaN(guess.value));
    if (place < 0 && best.length >= count) continue;
    best.splice(place < 0 ? best.length : place, 0, { token, letter: vocabulary.charAt(token), value });
    best.length = Math.min(best.length, count);
  }
  return best;
}
