import type { Weights } from '../traces/Weights';

/** The weights of several seeds as one set, each under its seed: `seed1/W_xh`. */
export function joinSeeds(bySeed: ReadonlyMap<number, Weights>): Weights {
  return Object.fromEntries(
    [...bySeed].flatMap(([seed, weights]) =>
      Object.entries(weights).map(([name, weight]) => [`seed${seed}/${name}`, weight] as const),
    ),
  );
}

/** The weights of one seed out of such a set; nothing when it holds none of that seed. */
export function weightsOfSeed(all: Weights, seed: number): Weights | undefined {
  const prefix = `seed${seed}/`;
  const own = Object.entries(all).filter(([name]) => name.startsWith(prefix));
  return own.length === 0
    ? undefined
    : Object.fromEntries(own.map(([name, weight]) => [name.slice(prefix.length), weight]));
}
