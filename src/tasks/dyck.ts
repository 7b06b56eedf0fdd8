import type { Random } from '../base/random';
import { symbolSequence } from './symbolSequence';
import type { Task } from './Task';

/**
 * Nested brackets of several kinds (Dyck words), all of one length, each equally likely: at each step, the kind of bracket that would have
 * to close next is asked, or "none". After an opening bracket that is plain; after a closing one it takes a stack, and that is scored.
 * @param kinds of brackets, 1 or more
 * @param pairs 1 or more
 */
export function dyck(kinds = 2, pairs = 10): Task {
  if (!(kinds >= 1 && pairs >= 1)) throw new RangeError(`dyck takes a kind and a pair or more, got ${kinds}, ${pairs}`);
  const ways = countWays(pairs);
  const empty = shareOfReturns(pairs, ways);
  return {
    id: `dyck-${kinds}-${pairs}`,
    asks: 'Which bracket has to close next?',
    X: 2 * kinds,
    Y: kinds + 1,
    loss: 'crossEntropy',
    levels: [
      {
        knowing: 'the present bracket, not those before',
        measure: 'accuracy',
        // Around a closed pair any kind is equally likely, whatever the pair was.
        value: Math.max(empty, (1 - empty) / kinds),
      },
    ],
    draw(random) {
      const [inputs, targets, open]: [number[], number[], number[]] = [[], [], []];
      for (let left = 2 * pairs; left > 0; left--) {
        if (isOpening(random, open.length, left, ways)) {
          const kind = random.integer(kinds);
          open.push(kind);
          inputs.push(kind);
        } else inputs.push(kinds + (open.pop() ?? 0));
        targets.push(open.at(-1) ?? kinds);
      }
      return symbolSequence(2 * kinds, kinds + 1, { inputs, targets, isScored: (t) => (inputs[t] ?? 0) >= kinds });
    },
  };
}

/** `ways[left][depth]`: how many ways lead from that depth to zero in so many steps, never below. */
function countWays(pairs: number): number[][] {
  const ways = [[1]];
  for (let left = 1; left <= 2 * pairs; left++)
    ways.push(
      Array.from({ length: 2 * pairs + 1 }, (_, depth) => {
        const shorter = ways[left - 1] ?? [];
        return (depth > 0 ? (shorter[depth - 1] ?? 0) : 0) + (shorter[depth + 1] ?? 0);
      }),
    );
  return ways;
}

function isOpening(random: Random, depth: number, left: number, ways: readonly (readonly number[])[]): boolean {
  return random.uniform() < (ways[left - 1]?.[depth + 1] ?? 0) / (ways[left]?.[depth] ?? 1);
}

/** Which share of the closing brackets leaves nothing open: words up to a return times words after it, over all. */
function shareOfReturns(pairs: number, ways: readonly (readonly number[])[]): number {
  const words = (many: number): number => ways[2 * many]?.[0] ?? 0;
  let returns = 0;
  for (let before = 1; before <= pairs; before++) returns += words(before) * words(pairs - before);
  return returns / words(pairs) / pairs;
}
