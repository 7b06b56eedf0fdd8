import { type SystemId, systems } from '../systems';
import { type Letter, readText } from '../tasks/characters';
import type { Trace } from '../traces/Trace';
import type { Weights } from '../traces/Weights';
import type { RunInput } from './RunInput';

/** The most letters a figure reads. */
export const mostLetters = 5000;

/** The longest text that is kept at all, UTF-16 units: a grapheme may take many. */
export const mostUnits = mostLetters * 16;

/** An input as a network ran over it. */
export interface Run {
  readonly system: SystemId;
  readonly input: RunInput;
  /** What was typed, [T]; a run that had to stop early has fewer than the text. None where the input is no text. */
  readonly letters: readonly Letter[];
  /** The weights that it ran on in place of the stored ones, the very object that was asked for. */
  readonly weights?: Weights | undefined;
  readonly trace: Trace;
}

/** The letters of a text as a system reads them, at most `mostLetters`, and whether some were left out. */
export function readLetters(text: string, system: SystemId): { letters: Letter[]; isCut: boolean } {
  const letters = readText(text.slice(0, mostUnits), systems[system].vocabulary);
  return { letters: letters.slice(0, mostLetters), isCut: letters.length > mostLetters };
}

/** The letters of an input, none where it is no text. */
export function lettersOf(input: RunInput, system: SystemId): { letters: Letter[]; isCut: boolean } {
  return input.kind === 'text' ? readLetters(input.text, system) : { letters: [], isCut: false };
}

/** The run over nothing: only the zero state before the first step. */
export function emptyRun(system: SystemId, input: RunInput, quantities: Readonly<Record<string, number>>): Run {
  const none = Object.entries(quantities).map(([name, size]) => [name, { size, values: new Float32Array() }] as const);
  const trace: Trace = {
    system,
    tokens: [],
    steps: 0,
    quantities: Object.fromEntries(none),
    backend: 'float64',
    msPerStep: 0,
  };
  return { system, input, letters: [], trace };
}

/** Where a playhead starts: at the step that the chapter names (from 1), or else half way, so that there is something read and something to come. */
export function startStep(named: number, steps: number): number {
  return Math.min(steps, named > 0 ? named : Math.max(1, Math.floor(steps / 2)));
}
