import type { RmspropSettings } from '../../systems/Settings';
import type { Optimiser } from './Optimiser';

/** RMSProp (Tieleman & Hinton 2012, lecture 6e): s ← ρs + (1 − ρ)g², θ ← θ − α g / (√s + ε). */
export const rmsprop: Optimiser<RmspropSettings> = {
  slots: ['square'],
  step(values, gradient, { square = new Float32Array() }, { learningRate, decay, epsilon }) {
    for (let i = 0; i < values.length; i++) {
      const g = gradient[i] ?? 0;
      const s = decay * (square[i] ?? 0) + (1 - decay) * g * g;
      square[i] = s;
      values[i] = (values[i] ?? 0) - (learningRate * g) / (Math.sqrt(s) + epsilon);
    }
  },
};
