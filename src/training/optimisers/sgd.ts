import type { SgdSettings } from '../../systems/Settings';
import type { Optimiser } from './Optimiser';

/** Stochastic gradient descent (Robbins & Monro 1951): it remembers nothing. */
export const sgd: Optimiser<SgdSettings> = {
  slots: [],
  step(values, gradient, _slots, { learningRate }) {
    for (let i = 0; i < values.length; i++) values[i] = (values[i] ?? 0) - learningRate * (gradient[i] ?? 0);
  },
};
