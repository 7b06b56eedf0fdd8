import type { TaskSystem } from '../systems/System';
import type { Weights } from '../traces/Weights';
import { atWidth, everySeedOf } from './everySeedOf';
import { isKept, measureClaims } from './measureClaims';
import { readCheckpoint, type Unreadable } from './readCheckpoint';
import { recipeHash } from './recipeHash';
import { weightsOfSeed } from './seedWeights';

/** What was measured of every width that a system was trained at, its own among them, by the number of hidden units. */
interface WidthsReport {
  readonly widths: Readonly<Record<string, WidthReport>>;
  readonly widthsSha256: string;
}

/** One width, on the first part of the claim. */
interface WidthReport {
  readonly parameters: number;
  /** How many seeds keep the claim's bound, and of how many. */
  readonly solved: number;
  readonly seeds: number;
  readonly best: number;
  readonly worst: number;
  readonly values: readonly number[];
}

/**
 * Measures the first part of a system's claim at every width, from the stored weights of every seed. Nothing for a system of one width.
 * @param own the weights of every seed at the system's own width
 */
export async function measureWidths(system: TaskSystem, own: Weights): Promise<WidthsReport | Unreadable | undefined> {
  const { id, widths, sizes, claim } = system;
  const [part] = claim.of;
  if (widths === undefined || part === undefined) return undefined;
  const stored = readCheckpoint(widths.file, id);
  if ('reason' in stored) return stored;
  if (stored.notes.run !== recipeHash(system))
    return {
      reason: `its other widths are of another recipe; npm run train -- ${id} makes them anew`,
      isDamaged: false,
    };
  const found: Record<string, WidthReport> = {};
  for (const H of [...widths.of, sizes.H ?? 0].sort((a, b) => a - b)) {
    const values: number[] = [];
    let parameters = 0;
    for (const seeded of everySeedOf(atWidth(system, H))) {
      const all = H === sizes.H ? own : weightsAt(stored.weights, H);
      const weights = weightsOfSeed(all, seeded.training.seed);
      if (weights === undefined)
        return { reason: `public/${widths.file} lacks seed ${seeded.training.seed} of ${H} units`, isDamaged: true };
      parameters = Object.values(weights).reduce((sum, weight) => sum + weight.values.length, 0);
      const first = { ...seeded, claim: { ...claim, of: [part] } };
      values.push((await measureClaims(first, weights))[0] ?? Number.NaN);
    }
    const solved = values.filter((value) => isKept(value, part)).length;
    const ends = { best: Math.max(...values), worst: Math.min(...values) };
    found[H] = { parameters, solved, seeds: values.length, ...ends, values };
  }
  return { widths: found, widthsSha256: stored.sha256 };
}

function weightsAt(all: Weights, H: number): Weights {
  const prefix = `H${H}/`;
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, weight]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), weight] as const] : [],
    ),
  );
}
