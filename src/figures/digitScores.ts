import type { FigureResources } from '../frame/FigureEntry';
import type { SystemId } from '../systems';

/** What `npm run check` measured of one reader of digits. */
export interface DigitScore {
  readonly parameters: number;
  /** Shares of the held-out digits told right, 0–1, over the seeds: their mean, the worst, the best, and that of the weights on the page. */
  readonly mean: number;
  readonly worst: number;
  readonly best: number;
  readonly own: number;
  readonly seeds: number;
  /** The hardest rival without a network. */
  readonly baseline: number;
}

/** The four readers' scores. */
export type DigitScores = Readonly<Record<(typeof readers)[number], DigitScore>>;

const readers = [
  'digit-still',
  'digit-rows',
  'digit-still-shuffled',
  'digit-rows-shuffled',
] as const satisfies SystemId[];

/** Reads what was measured from the four reports. @throws Error naming the report and what it lacks */
export function bakeScores({ checkpointReport }: FigureResources): DigitScores {
  return Object.fromEntries(readers.map((id) => [id, readScore(id, checkpointReport(id))])) as DigitScores;
}

function readScore(id: string, report: unknown): DigitScore {
  const { parameters, seeds, claims } = report as Partial<Record<string, unknown>>;
  const [claim] = Array.isArray(claims) ? (claims as Partial<Record<string, unknown>>[]) : [];
  const number = (name: string, found: unknown): number => {
    if (typeof found === 'number' && Number.isFinite(found)) return found;
    throw new Error(`the report of "${id}" has no number for ${name}; npm run check writes it`);
  };
  const values = Array.isArray(claim?.values) ? (claim.values as unknown[]) : [];
  return {
    parameters: number('parameters', parameters),
    mean: number('mean', claim?.mean),
    worst: number('value', claim?.value),
    best: number('best', claim?.best),
    // The seed of the page is the first of those that were measured.
    own: number('values.0', values[0]),
    seeds: number('seeds', Array.isArray(seeds) ? seeds.length : undefined),
    baseline: number('baseline', claim?.baseline),
  };
}
