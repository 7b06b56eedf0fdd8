import type { AdamSettings } from '../../systems/Settings';
import type { Optimiser } from './Optimiser';

/** Adam (Kingma & Ba 2015, algorithm 1). */
export const adam: Optimiser<AdamSettings> = {
  slots: ['mean', 'square'],
  step(values, gradient, slots, { learningRate, meanDecay, squareDecay, epsilon, weightDecay }, update) {
    const { mean = new Float32Array(), square = new Float32Array() } = slots;
    const meanScale = 1 / (1 - meanDecay ** update);
    const squareScale = 1 / (1 - squareDecay ** update);
    for (let i = 0; i < values.length; i++) {
      const g = gradient[i] ?? 0;
      const m = meanDecay * (mean[i] ?? 0) + (1 - meanDecay) * g;
      const s = squareDecay * (square[i] ?? 0) + (1 - squareDecay) * g * g;
      mean[i] = m;
      square[i] = s;
      values[i] =
        (values[i] ?? 0) * (1 - learningRate * weightDecay) -
        (learningRate * m * meanScale) / (Math.sqrt(s * squareScale) + epsilon);
    }
  },
};
