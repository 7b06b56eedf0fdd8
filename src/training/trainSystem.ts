import type { Settings } from '../systems/Settings';
import { settingsOf } from '../systems/settingsOf';
import type { TrainableSystem } from '../systems/System';
import { DivergenceError } from './DivergenceError';
import { isHopeless } from './isHopeless';
import type { Learner } from './Learner';
import { letEventsIn } from './letEventsIn';
import { scheduledShare } from './scheduledShare';
import { startLearner } from './startLearner';
import type { TrainingData } from './TrainingData';
import type { TrainingState } from './TrainingState';

/** The longest that a run goes on before it lets the event loop turn, ms; a single update is never divided. */
const longestTurn = 40;

/** What one update did. */
export interface UpdateReport {
  /** Updates done, and how many the run has. */
  readonly update: number;
  readonly updates: number;
  /** The batch's mean loss before the update, nats for classes and bits, a mean square for numbers. */
  readonly loss: number;
  /** Norm of the whole gradient before clipping. */
  readonly norm: number;
  /** The learning rate that the schedule left of the settings'. */
  readonly learningRate: number;
}

/** How a run is held by whoever started it. */
export interface TrainingOptions {
  /** Read anew at every update: change it while the run goes on. The recipe's own unless told. */
  readonly settings?: Readonly<Settings>;
  /** How many updates the run has, for its schedule and its end; the recipe's unless told. */
  readonly updates?: number;
  /** Ends the run within an update, its state whole: the run can go on from it. */
  readonly signal?: AbortSignal;
  /** Which kernels compute it; the fused ones wherever they can, unless told. */
  readonly path?: 'fused' | 'plain';
  /** Told who makes the updates, and can say more of the last: between two of them the state is up to date only after its `settle()`. */
  readonly onStart?: (learner: Learner) => void;
  /** Called when the run has gone on for 40 ms: lets the event loop turn unless told otherwise. */
  readonly pause?: () => Promise<void>;
}

/**
 * Trains a system by truncated backpropagation through time (Williams & Peng 1990), one update a turn. Not to ask for the next turn is to
 * pause. `state` is changed in place: it is up to date when the run has ended, and after a `settle()` in between. What an update does hangs on state, data, settings and the update's number alone, so a run that
 * was stored goes on to the bit.
 * @throws DivergenceError when loss or gradient stop being numbers, or the loss is past all hope: the run is left as it was before the
 * update that spoilt it, at most one back
 */
export async function* trainSystem(
  system: Pick<TrainableSystem, 'network' | 'sizes' | 'training'>,
  data: TrainingData,
  state: TrainingState,
  options: TrainingOptions = {},
): AsyncGenerator<UpdateReport> {
  const { settings = settingsOf(system.training), updates = data.updates, signal, pause = letEventsIn } = options;
  const isEnded = (): boolean => signal?.aborted === true;
  const learner = startLearner(system, data, state, options.path);
  options.onStart?.(learner);
  const first = state.updates;
  let turned = performance.now();
  try {
    while (state.updates < updates) {
      if (performance.now() - turned >= longestTurn) {
        await pause();
        turned = performance.now();
      }
      if (isEnded()) return;
      const update = state.updates;
      const batch = data.batchOf(update);
      const { loss, norm } = await learner.differentiate(batch, data.startsAnew(update));
      // A run that was ended while the numbers were on their way makes nothing of them.
      if (isEnded()) return;
      if (isHopeless(loss, data.loss, system.sizes.Y ?? 1, batch) || !Number.isFinite(norm)) {
        if (update > first) learner.goBack();
        throw new DivergenceError(
          `training diverged: after update ${update} the loss is ${loss}, the gradient norm ${norm}. The weights of update ${state.updates} are kept. Try a smaller learning rate than ${settings.learningRate}.`,
        );
      }
      const learningRate = settings.learningRate * scheduledShare(settings.schedule, update, updates);
      learner.apply(settings, learningRate);
      yield { update: update + 1, updates, loss, norm, learningRate };
    }
  } finally {
    learner.settle();
  }
}
