import { readFileSync, statSync } from 'node:fs';
import type { System } from '../systems/System';
import { type SplitText, splitText } from '../tasks/characters';
import { fewestLetters } from '../training/measureLoss';
import { CommandError } from './CommandError';

/** A text as a system reads it, with the text itself. */
export interface ReadText extends SplitText {
  readonly text: string;
}

/** Reads a text file for a system. @throws CommandError when there is no such file, or it holds what the system cannot read */
export function readText(path: string, { id, vocabulary }: System): ReadText {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true)
    throw new CommandError(`there is no file ${path}; --data takes the path of a text`);
  const text = readFileSync(path, 'utf8');
  let split: SplitText;
  try {
    split = splitText(text, vocabulary);
  } catch (error) {
    throw new CommandError(`${path} is no text for ${id}: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (split.heldOut.length < fewestLetters)
    throw new CommandError(
      `${path} is too short for ${id}: its last tenth has ${split.heldOut.length} letters, measuring takes ${fewestLetters}`,
    );
  return { ...split, text };
}
