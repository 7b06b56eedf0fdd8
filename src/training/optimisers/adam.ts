import type { AdamSettings } from '../../systems/Settings';
import type { Optimiser } from './Optimiser';

/** Adam (Kingma & Ba 2015, algorithm 1), with decoupled weight decay (Loshchilov & Hutter 2019). */
export const adam: Optimiser<AdamSettings> = {
  slots: ['mean', 'square'],
  scalars: ({ learningRate, meanDecay, squareDecay, epsilon, weightDecay }, update) => ({
    meanDecay,
    meanShare: 1 - meanDecay,
    squareDecay,
    squareShare: 1 - squareDecay,
    // Both means are freed of their start at zero.
    rate: learningRate / (1 - meanDecay ** update),
    squareScale: 1 / (1 - squareDecay ** update),
    epsilon,
    left: 1 - learningRate * weightDecay,
  }),
  step(f, { value, gradient, slot, scalar }) {
    const kept = (share: string, of: string) => f.apply('mul', scalar(share), slot(of));
    const mean = f.apply('add', kept('meanDecay', 'mean'), f.apply('mul', scalar('meanShare'), gradient));
    const fresh = f.apply('mul', scalar('squareShare'), f.apply('mul', gradient, gradient));
    const square = f.apply('add', kept('squareDecay', 'square'), fresh);
    const root = f.apply('add', f.apply('sqrt', f.apply('mul', square, scalar('squareScale'))), scalar('epsilon'));
    const step = f.apply('div', f.apply('mul', scalar('rate'), mean), root);
    return { value: f.apply('sub', f.apply('mul', value, scalar('left')), step), slots: { mean, square } };
  },
};
