import type { Settings } from '../systems/Settings';
import { settingsOf } from '../systems/settingsOf';
import type { TrainableSystem } from '../systems/System';
import { clipGradients, gradientNorms } from './clipGradients';
import { computeGradients } from './computeGradients';
import { DivergenceError } from './DivergenceError';
import { isHopeless } from './isHopeless';
import { keepState } from './keepState';
import { letEventsIn } from './letEventsIn';
import { optimise } from './optimise';
import { scheduledShare } from './scheduledShare';
import { stateSizes } from './tensors';
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
  /** The share of its scored steps that were answered right, 0–1, before the update. */
  readonly accuracy: number;
  /** Norm of the whole gradient before clipping, and of each parameter's share in it. */
  readonly norm: number;
  readonly norms: Readonly<Record<string, number>>;
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
  /** Called when the run has gone on for 40 ms: lets the event loop turn unless told otherwise. */
  readonly pause?: () => Promise<void>;
}

/**
 * Trains a system by truncated backpropagation through time (Williams & Peng 1990), one update a turn, changing `state` in place. Not to
 * ask for the next turn is to pause. What an update does hangs on state, data, settings and the update's number alone, so a run that
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
  const widths = stateSizes(system.network, system.sizes);
  const isEnded = (): boolean => signal?.aborted === true;
  const kept = keepState(state);
  const first = state.updates;
  let turned = performance.now();
  while (state.updates < updates) {
    if (performance.now() - turned >= longestTurn) {
      await pause();
      turned = performance.now();
    }
    if (isEnded()) return;
    const update = state.updates;
    const carried = freshen(state.carried, data.startsAnew(update), widths);
    const batch = data.batchOf(update);
    const computed = await computeGradients(system, state.weights, batch, carried, data.loss);
    const { loss, accuracy, gradients, last } = computed;
    // A run that was ended while the numbers were on their way makes nothing of them.
    if (isEnded()) return;

    const norms = gradientNorms(gradients);
    const norm = clipGradients(gradients, settings.clip);
    if (isHopeless(loss, data.loss, batch) || !Number.isFinite(norm)) {
      if (update > first) kept.goBack();
      throw new DivergenceError(
        `training diverged: after update ${update} the loss is ${loss}, the gradient norm ${norm}. The weights of update ${state.updates} are kept. Try a smaller learning rate than ${settings.learningRate}.`,
      );
    }
    kept.keep();
    Object.assign(state.carried, last);
    const learningRate = settings.learningRate * scheduledShare(settings.schedule, update, updates);
    optimise(state.weights, gradients, state.optimiser, settings.optimiser, learningRate);
    state.updates = update + 1;
    yield { update: update + 1, updates, loss, accuracy, norm, norms, learningRate };
  }
}

/** The states before an update: zero for the streams that start anew, and left as they are in the run's own record. */
function freshen(
  carried: TrainingState['carried'],
  startsAnew: readonly boolean[],
  widths: Readonly<Record<string, number>>,
): TrainingState['carried'] {
  if (!startsAnew.includes(true)) return carried;
  return Object.fromEntries(
    Object.entries(carried).map(([name, values]) => {
      const [own, size] = [values.slice(), widths[name] ?? 0];
      startsAnew.forEach((isNew, b) => isNew && own.fill(0, b * size, (b + 1) * size));
      return [name, own];
    }),
  );
}
