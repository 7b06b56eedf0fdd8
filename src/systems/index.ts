import { binaryAddition } from './binaryAddition';
import { charRnn } from './charRnn';
import { digitRows } from './digitRows';
import { digitRowsShuffled } from './digitRowsShuffled';
import { digitStill } from './digitStill';
import { digitStillShuffled } from './digitStillShuffled';
import { lettersWithoutPast } from './lettersWithoutPast';
import { misprintedLetters } from './misprintedLetters';
import type { System } from './System';
import { tanhRnnLetters } from './tanhRnnLetters';

/** Every runnable system of the book, by name. */
export const systems = {
  'tanh-rnn-letters': tanhRnnLetters,
  'letters-without-past': lettersWithoutPast,
  'char-rnn': charRnn,
  'misprinted-letters': misprintedLetters,
  'binary-addition': binaryAddition,
  'digit-still': digitStill,
  'digit-rows': digitRows,
  'digit-still-shuffled': digitStillShuffled,
  'digit-rows-shuffled': digitRowsShuffled,
} satisfies Record<string, System>;

/** The name of a system. */
export type SystemId = keyof typeof systems;
