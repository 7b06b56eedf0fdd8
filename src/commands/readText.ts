import { readFileSync, statSync } from 'node:fs';
import type { System } from '../systems/System';
import { type SplitText, splitText } from '../tasks/characters';
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
  try {
    return { ...splitText(text, vocabulary), text };
  } catch (error) {
    throw new CommandError(`${path} is no text for ${id}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
