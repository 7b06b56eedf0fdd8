/** A stretch of letters that the same futures share; where they part, it has branches. */
export interface Stretch {
  readonly tokens: readonly number[];
  /** Which futures pass through it, in the order of the leaves. */
  readonly futures: readonly number[];
  /** Letters before it, counted from the prompt. */
  readonly depth: number;
  readonly branches: readonly Stretch[];
}

/**
 * Merges futures wherever they begin alike, into stretches between the places where they part: the branch that most futures take comes
 * first, of equals the one with the earliest future. A future that ends where others go on is a branch without letters.
 */
export function mergeFutures(futures: readonly (readonly number[])[]): Stretch[] {
  return part(
    futures,
    futures.map((_, index) => index),
    0,
  );
}

function part(all: readonly (readonly number[])[], members: readonly number[], depth: number): Stretch[] {
  const groups = new Map<number | undefined, number[]>();
  for (const member of members) {
    const token = all[member]?.[depth];
    groups.set(token, [...(groups.get(token) ?? []), member]);
  }
  return [...groups.values()]
    .sort((a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0))
    .map((group) => follow(all, group, depth));
}

/** Follows a group until its futures part, or end. */
function follow(all: readonly (readonly number[])[], group: readonly number[], depth: number): Stretch {
  const first = all[group[0] ?? 0] ?? [];
  let end = depth;
  while (end < first.length && group.every((member) => all[member]?.[end] === first[end])) end++;
  const isOver = group.every((member) => (all[member]?.length ?? 0) <= end);
  const branches = isOver ? [] : part(all, group, end);
  return {
    tokens: first.slice(depth, end),
    futures: branches.length > 0 ? branches.flatMap(({ futures }) => futures) : group,
    depth,
    branches,
  };
}
