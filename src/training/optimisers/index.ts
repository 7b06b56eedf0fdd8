import type { OptimiserSettings } from '../../systems/Settings';
import { adam } from './adam';
import { nesterov } from './nesterov';
import type { Optimiser } from './Optimiser';
import { rmsprop } from './rmsprop';
import { sgd } from './sgd';

/** Every optimiser, by name. */
export const optimisers: {
  readonly [Kind in OptimiserSettings['kind']]: Optimiser<Extract<OptimiserSettings, { kind: Kind }>>;
} = { sgd, nesterov, rmsprop, adam };
