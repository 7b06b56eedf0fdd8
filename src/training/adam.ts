import type { Weights } from '../traces/Weights';

/** Adam's running means, flat, one entry a weight. */
export interface AdamState {
  /** Updates done. */
  updates: number;
  readonly mean: Record<string, Float32Array>;
  readonly square: Record<string, Float32Array>;
}

/** What one update is told; β₁ = 0.9 and β₂ = 0.999 as in the paper. */
interface AdamSettings {
  readonly learningRate: number;
  readonly epsilon: number;
  /** Decoupled weight decay (AdamW, Loshchilov & Hutter 2019): every weight also loses this share of itself, times the step size. */
  readonly weightDecay?: number;
}

/** A fresh state for these weights. */
export function startAdam(weights: Weights): AdamState {
  const zeros = (): Record<string, Float32Array> =>
    Object.fromEntries(Object.entries(weights).map(([name, { values }]) => [name, new Float32Array(values.length)]));
  return { updates: 0, mean: zeros(), square: zeros() };
}

/**
 * One step of Adam (Kingma & Ba 2015, algorithm 1), in place. It runs outside tfjs: tfjs's own changes its ε by backend.
 * @param gradients flat, by the weights' names
 */
export function stepAdam(
  weights: Weights,
  gradients: Readonly<Record<string, Float32Array>>,
  state: AdamState,
  { learningRate, epsilon, weightDecay = 0 }: AdamSettings,
): void {
  state.updates += 1;
  const [decayMean, decaySquare] = [0.9, 0.999];
  const meanScale = 1 / (1 - decayMean ** state.updates);
  const squareScale = 1 / (1 - decaySquare ** state.updates);
  for (const [name, { values }] of Object.entries(weights)) {
    const [gradient, mean, square] = [gradients[name], state.mean[name], state.square[name]];
    if (gradient === undefined || mean === undefined || square === undefined)
      throw new Error(`no gradient came for ${name}`);
    for (let i = 0; i < values.length; i++) {
      const g = gradient[i] ?? 0;
      const m = decayMean * (mean[i] ?? 0) + (1 - decayMean) * g;
      const s = decaySquare * (square[i] ?? 0) + (1 - decaySquare) * g * g;
      mean[i] = m;
      square[i] = s;
      values[i] =
        (values[i] ?? 0) * (1 - learningRate * weightDecay) -
        (learningRate * m * meanScale) / (Math.sqrt(s * squareScale) + epsilon);
    }
  }
}
