import type { NesterovSettings } from '../../systems/Settings';
import type { Optimiser } from './Optimiser';

/**
 * Nesterov's accelerated gradient as Sutskever et al. (2013) give it, v ← μv − α g(θ + μv), θ ← θ + v. The weights held here are the ones
 * looked ahead to, θ + μv, at which the gradient is taken (Bengio, Boulanger-Lewandowski & Pascanu 2013).
 */
export const nesterov: Optimiser<NesterovSettings> = {
  slots: ['velocity'],
  scalars: ({ learningRate, momentum }) => ({ learningRate, momentum, ahead: 1 + momentum }),
  step(f, { value, gradient, slot, scalar }) {
    const kept = f.apply('mul', scalar('momentum'), slot('velocity'));
    const velocity = f.apply('sub', kept, f.apply('mul', scalar('learningRate'), gradient));
    const looked = f.apply('mul', scalar('ahead'), velocity);
    return { value: f.apply('add', f.apply('sub', value, kept), looked), slots: { velocity } };
  },
};
