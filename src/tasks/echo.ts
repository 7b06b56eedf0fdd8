import { entropy } from './entropy';
import type { Task } from './Task';

/** P(y_t = 1) = ½ + ½ x_{t−3} − ¼ x_{t−8}, the x fair bits. */
const base = 0.5;
const echoes = [
  { lag: 3, weight: 0.5 },
  { lag: 8, weight: -0.25 },
] as const;
const farthest = Math.max(...echoes.map(({ lag }) => lag));

/**
 * The echo stream (R2RT, "Styles of truncated backpropagation", 2016): a bit comes out by chance, and the chance hangs on the bits that
 * came in three and eight steps ago. What each memory is worth is known exactly. The first eight steps, whose causes nobody saw, do
 * not count; one long sequence is a stream to cut into windows.
 * @param T length, 9 or more
 */
export function echo(T = 50): Task {
  if (!(T > farthest)) throw new RangeError(`echo takes ${farthest + 1} steps or more, got ${T}`);
  return {
    id: `echo-${T}`,
    asks: 'How likely is a one, by the bits of three and eight steps ago?',
    X: 1,
    Y: 1,
    loss: 'bernoulli',
    levels: [
      { knowing: 'nothing', measure: 'loss', value: echoLoss([]) },
      { knowing: 'the bit of eight steps ago', measure: 'loss', value: echoLoss([8]) },
      { knowing: 'the bit of three steps ago', measure: 'loss', value: echoLoss([3]) },
      { knowing: 'both', measure: 'loss', value: echoLoss([3, 8]) },
    ],
    draw(random) {
      const bits = Uint8Array.from({ length: T + farthest }, () => random.integer(2));
      const targets = Float32Array.from({ length: T }, (_, t) => {
        const chance = echoes.reduce((sum, { lag, weight }) => sum + weight * (bits[farthest + t - lag] ?? 0), base);
        return random.uniform() < chance ? 1 : 0;
      });
      const counted = Uint8Array.from({ length: T }, (_, t) => (t >= farthest ? 1 : 0));
      return { steps: T, inputs: Float32Array.from(bits.subarray(farthest)), targets, counted, scored: counted };
    },
  };
}

/**
 * The stair on which the loss stands when only the last `reach` inputs, the present one among them, can be learnt from, nats: with
 * truncated backpropagation over τ steps, `echoStair(τ)`.
 */
export function echoStair(reach: number): number {
  return echoLoss(echoes.flatMap(({ lag }) => (lag < reach ? [lag] : [])));
}

/** What the best guess loses that knows the bits at these lags, nats: the mean over them of the entropy of what the others leave open. */
function echoLoss(known: readonly number[]): number {
  const isKnown = ({ lag }: { lag: number }): boolean => known.includes(lag);
  let chances = [base + echoes.reduce((sum, each) => sum + (isKnown(each) ? 0 : each.weight / 2), 0)];
  for (const { weight } of echoes.filter(isKnown)) chances = chances.flatMap((chance) => [chance, chance + weight]);
  return chances.reduce((sum, chance) => sum + entropy(chance), 0) / chances.length;
}
