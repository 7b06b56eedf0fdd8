/** A rule for one update of one parameter, in place. It runs outside tfjs, in plain numbers, so that it is the same on every backend. */
export interface Optimiser<Told> {
  /** What it remembers of earlier gradients, a number a weight each, zero at first. */
  readonly slots: readonly string[];
  /**
   * @param values the weights, changed in place
   * @param gradient of the same length
   * @param slots what it remembers, changed in place
   * @param update the number of this update, from 1
   */
  step(
    values: Float32Array,
    gradient: Float32Array,
    slots: Readonly<Record<string, Float32Array>>,
    told: Told & { readonly learningRate: number },
    update: number,
  ): void;
}
