/** A model that predicts a letter from counts of letter runs. */
export interface LetterModel {
  /** Length of the longest runs that were counted; a letter is predicted from one fewer. */
  readonly order: number;
  /** The chance, 0–1, that `token` follows `history`, of which only the last letters count. */
  probability(history: ArrayLike<number>, token: number): number;
}

/** What one order knows: how often runs of k letters were seen, and for what comes before their last letter, how those counts fall out. */
interface Order {
  readonly counts: ReadonlyMap<number, number>;
  readonly contexts: ReadonlyMap<number, Context>;
  /** Discounts for runs seen once, twice, and three times or more. */
  readonly discounts: readonly [number, number, number];
}

/** Sum of the counts after a context, and how many different letters followed it once, twice, and three times or more. */
interface Context {
  total: number;
  readonly followers: [number, number, number];
}

/**
 * Counts a text into an interpolated, modified Kneser–Ney model (Kneser & Ney 1995; Chen & Goodman 1999, equations 27–29): the longest
 * runs by how often they occur, shorter ones by how many different letters they follow, discounts from the counts of counts. The bottom
 * is even odds, so every letter has a chance.
 * @param tokens the text, each below `vocabularySize`
 * @param order n of the n-gram, 1 or more
 * @throws RangeError when a run of n letters cannot be told apart by one exact number
 */
export function kneserNey(tokens: ArrayLike<number>, vocabularySize: number, order: number): LetterModel {
  const V = vocabularySize;
  if (order < 1 || V ** order > Number.MAX_SAFE_INTEGER)
    throw new RangeError(`order ${order} over ${V} letters cannot be counted; V^n should be 2 to 2^53`);
  const orders: Order[] = [];
  let counts = countRuns(tokens, V, order);
  for (let k = order; k >= 1; k--) {
    orders.unshift(describe(counts, V));
    // The first letter is the run's highest digit.
    const shorter = new Map<number, number>();
    for (const run of counts.keys()) increase(shorter, run % V ** (k - 1));
    // What the text begins with follows nothing, and so may be missing from counts of what is followed.
    const beginning = firstRun(tokens, V, k);
    if (beginning !== undefined && !counts.has(beginning)) increase(shorter, beginning % V ** (k - 1));
    counts = shorter;
  }
  return {
    order,
    probability(history, token) {
      let chance = 1 / V;
      let context = 0;
      for (let k = 1; k <= Math.min(order, history.length + 1); k++) {
        if (k > 1) context += (history[history.length - k + 1] ?? 0) * V ** (k - 2);
        const { counts: seen, contexts, discounts } = orders[k - 1] ?? nothing;
        const found = contexts.get(context);
        if (found === undefined) break;
        const count = seen.get(context * V + token) ?? 0;
        const freed = found.followers.reduce((sum, many, i) => sum + many * (discounts[i] ?? 0), 0);
        chance = (Math.max(count - discountOf(count, discounts), 0) + freed * chance) / found.total;
      }
      return chance;
    },
  };
}

/** How many bits a letter a model needs for a text, each letter predicted from those before it in the same text. */
export function bitsPerCharacter(model: LetterModel, tokens: Uint8Array): number {
  let bits = 0;
  for (let at = 0; at < tokens.length; at++)
    bits -= Math.log2(model.probability(tokens.subarray(Math.max(0, at - model.order + 1), at), tokens[at] ?? 0));
  return bits / tokens.length;
}

const nothing: Order = { counts: new Map(), contexts: new Map(), discounts: [0, 0, 0] };

/** Counts runs of `order` letters, each as one number in base V. */
function countRuns(tokens: ArrayLike<number>, V: number, order: number): Map<number, number> {
  const counts = new Map<number, number>();
  let run = 0;
  for (let at = 0; at < tokens.length; at++) {
    run = (run % V ** (order - 1)) * V + (tokens[at] ?? 0);
    if (at >= order - 1) increase(counts, run);
  }
  return counts;
}

/** The first `length` letters as one number in base V; nothing when there are not so many. */
function firstRun(tokens: ArrayLike<number>, V: number, length: number): number | undefined {
  if (tokens.length < length) return undefined;
  return Array.from({ length }, (_, at) => tokens[at] ?? 0).reduce((run, token) => run * V + token, 0);
}

function describe(counts: ReadonlyMap<number, number>, V: number): Order {
  const contexts = new Map<number, Context>();
  const countsOfCounts = [0, 0, 0, 0, 0];
  for (const [run, count] of counts) {
    const context = Math.floor(run / V);
    const found = contexts.get(context) ?? { total: 0, followers: [0, 0, 0] };
    contexts.set(context, found);
    found.total += count;
    const place = Math.min(count, 3) - 1;
    found.followers[place] = (found.followers[place] ?? 0) + 1;
    if (count <= 4) countsOfCounts[count] = (countsOfCounts[count] ?? 0) + 1;
  }
  return { counts, contexts, discounts: estimateDiscounts(countsOfCounts) };
}

/** Chen & Goodman's estimates, D_k = k − (k + 1) · n₁/(n₁ + 2n₂) · n_{k+1}/n_k; where a text is too small for them, or they would free nothing, k/2. */
function estimateDiscounts([, n1 = 0, n2 = 0, n3 = 0, n4 = 0]: readonly number[]): [number, number, number] {
  const share = n1 / (n1 + 2 * n2);
  const estimate = (k: number, here: number, next: number): number => {
    const discount = k - (k + 1) * share * (next / here);
    return discount > 0 && discount <= k ? discount : k / 2;
  };
  return [estimate(1, n1, n2), estimate(2, n2, n3), estimate(3, n3, n4)];
}

function discountOf(count: number, discounts: readonly [number, number, number]): number {
  return count === 0 ? 0 : (discounts[Math.min(count, 3) - 1] ?? 0);
}

function increase(counts: Map<number, number>, key: number): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
