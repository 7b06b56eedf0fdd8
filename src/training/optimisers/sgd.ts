import type { SgdSettings } from '../../systems/Settings';
import type { Optimiser } from './Optimiser';

/** Stochastic gradient descent (Robbins & Monro 1951): it remembers nothing. */
export const sgd: Optimiser<SgdSettings> = {
  slots: [],
  scalars: ({ learningRate }) => ({ learningRate }),
  step: (f, { value, gradient, scalar }) => ({
    value: f.apply('sub', value, f.apply('mul', scalar('learningRate'), gradient)),
    slots: {},
  }),
};
