import type { NesterovSettings } from '../../systems/Settings';
import type { Optimiser } from './Optimiser';

/**
 * Nesterov's accelerated gradient as Sutskever et al. (2013) give it, v ← μv − α g(θ + μv), θ ← θ + v. The weights held here are the ones
 * looked ahead to, θ + μv, at which the gradient is taken (Bengio, Boulanger-Lewandowski & Pascanu 2013).
 */
export const nesterov: Optimiser<NesterovSettings> = {
  slots: ['velocity'],
  step(values, gradient, { velocity = new Float32Array() }, { learningRate, momentum }) {
    for (let i = 0; i < values.length; i++) {
      const before = velocity[i] ?? 0;
      const after = momentum * before - learningRate * (gradient[i] ?? 0);
      velocity[i] = after;
      values[i] = (values[i] ?? 0) - momentum * before + (1 + momentum) * after;
    }
  },
};
