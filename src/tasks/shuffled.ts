import { createRandom } from '../base/random';

/** The numbers 0 … N − 1 in an order that hangs on the seed alone (Fisher & Yates). */
export function shuffled(N: number, seed: number): Uint32Array {
  const random = createRandom(seed);
  const order = Uint32Array.from({ length: N }, (_, place) => place);
  for (let last = N - 1; last > 0; last--) {
    const other = random.integer(last + 1);
    [order[last], order[other]] = [order[other] ?? 0, order[last] ?? 0];
  }
  return order;
}
