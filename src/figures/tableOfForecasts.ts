import { type Ghost, ghostVector } from '../frame/Ghost';
import type { Run } from '../frame/Run';
import type { TableModel } from '../frame/TableTwin';
import { nameLetter } from '../marks/showLetter';
import { temper } from '../networks/temper';
import { forecastAt } from './forecastAt';

/** Every forecast of a run as it is drawn: the doubt in it, the number and what it draws, and the chance of each letter at the temperature. */
export function tableOfForecasts(run: Run, vocabulary: string, temperature: number, seed: number): TableModel {
  const { trace, letters } = run;
  const known = new Map<number, ReturnType<typeof forecastAt>>();
  const at = (step: number) => {
    if (!known.has(step)) known.set(step, forecastAt(trace, vocabulary, step + 1, temperature, seed));
    return known.get(step);
  };
  let last: { ghost: Ghost; step: number; chances: Float64Array | undefined } | undefined;
  const besideAt = (ghost: Ghost, step: number) => {
    if (last?.ghost !== ghost || last.step !== step) {
      const own = ghostVector(ghost, 'y', step);
      last = { ghost, step, chances: own && temper(own, temperature) };
    }
    return last.chances;
  };
  return {
    steps: trace.steps,
    columns: [
      { head: 'letter', term: 'x', at: (step) => letters[step]?.shown ?? '' },
      { head: 'bits of doubt', at: (step) => at(step)?.entropy ?? Number.NaN },
      { head: 'number', at: (step) => at(step)?.number ?? Number.NaN },
      { head: 'draws', at: (step) => vocabulary.charAt(at(step)?.drawn ?? 0) },
      ...Array.from(vocabulary, (letter, token) => ({
        head: `q of ${nameLetter(letter)}`,
        term: 'y',
        at: (step: number) => at(step)?.chances[token] ?? Number.NaN,
        beside: (ghost: Ghost, step: number) => besideAt(ghost, step)?.[token],
      })),
    ],
  };
}
