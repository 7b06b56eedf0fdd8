import type { RmspropSettings } from '../../systems/Settings';
import type { Optimiser } from './Optimiser';

/** RMSProp (Tieleman & Hinton 2012, lecture 6e): s ← ρs + (1 − ρ)g², θ ← θ − α g / (√s + ε). */
export const rmsprop: Optimiser<RmspropSettings> = {
  slots: ['square'],
  scalars: ({ learningRate, decay, epsilon }) => ({ learningRate, decay, share: 1 - decay, epsilon }),
  step(f, { value, gradient, slot, scalar }) {
    const fresh = f.apply('mul', scalar('share'), f.apply('mul', gradient, gradient));
    const square = f.apply('add', f.apply('mul', scalar('decay'), slot('square')), fresh);
    const root = f.apply('add', f.apply('sqrt', square), scalar('epsilon'));
    const step = f.apply('div', f.apply('mul', scalar('learningRate'), gradient), root);
    return { value: f.apply('sub', value, step), slots: { square } };
  },
};
