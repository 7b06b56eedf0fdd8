import { type SystemId, systems } from '../systems';
import { type Letter, readText } from '../tasks/characters';
import type { Trace } from '../traces/Trace';

/** The most letters a figure reads. */
export const mostLetters = 5000;

/** The longest text that is kept at all, UTF-16 units: a grapheme may take many. */
export const mostUnits = mostLetters * 16;

/** A text as a network ran over it. */
export interface Run {
  readonly system: SystemId;
  /** What was typed, [T]; a run that had to stop early has fewer than the text. */
  readonly letters: readonly Letter[];
  readonly trace: Trace;
}

/** The letters of a text as a system reads them, at most `mostLetters`, and whether some were left out. */
export function readLetters(text: string, system: SystemId): { letters: Letter[]; isCut: boolean } {
  const letters = readText(text.slice(0, mostUnits), systems[system].vocabulary);
  return { letters: letters.slice(0, mostLetters), isCut: letters.length > mostLetters };
}

/** The run over no letters: only the zero state before the first. */
export function emptyRun(system: SystemId, quantities: Readonly<Record<string, number>>): Run {
  const none = Object.entries(quantities).map(([name, size]) => [name, { size, values: new Float32Array() }] as const);
  const trace: Trace = {
    system,
    tokens: [],
    steps: 0,
    quantities: Object.fromEntries(none),
    backend: 'float64',
    msPerStep: 0,
  };
  return { system, letters: [], trace };
}

/** Where a playhead starts: at the letter that the chapter names (from 1), or else half way, so that there is something read and something to come. */
export function startStep(named: number, steps: number): number {
  return Math.min(steps, named > 0 ? named : Math.max(1, Math.floor(steps / 2)));
}
