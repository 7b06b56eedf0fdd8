import { asTrainable } from '../systems/asTrainable';
import type { Settings } from '../systems/Settings';
import { settingsOf } from '../systems/settingsOf';
import type { System, TrainableSystem } from '../systems/System';
import { dataOf } from '../training/dataOf';
import type { Learner } from '../training/Learner';
import { restoreTraining, storeTraining } from '../training/resume';
import { startTraining } from '../training/startTraining';
import { trainSystem } from '../training/trainSystem';
import { readBack } from './contextGuard';
import type { TrainJob } from './Engine';
import type { Trainer } from './Trainer';

/** What a run is told besides its system. */
type Told = Omit<TrainJob, 'system' | 'isPaused'>;

/** The most hidden units that a page trains. */
const mostUnits = 512;

/**
 * Starts a system's training recipe, on a text or on sequences that are made as it goes; what the job says goes before the recipe.
 * @param job its `from` is a copy of an earlier run of the same system, size, seed and text, to go on from
 * @throws Error when the system has no recipe, the text is too short, a number is out of range, or the copy is not of such a run
 */
export function startTrainer(
  system: System,
  { tokens = [], from, settings: told, seed, sizes, updates }: Told,
): Trainer {
  const recipe = asTrainable(system);
  if (recipe === undefined) throw new Error(`${system.id} has no recipe to be trained by`);
  const trainable = adapted(recipe, { ...(seed !== undefined && { seed }), ...(sizes && { H: sizes.H }) });
  if (updates !== undefined) requireWhole('updates', updates, 1, 1e7);
  // Names the runs that are made in the page: their copies are for this page alone.
  const run = `in the page: ${system.id}, H ${trainable.sizes.H}, seed ${trainable.training.seed}`;
  const data = dataOf(trainable, Uint8Array.from(tokens));
  const state = from === undefined ? startTraining(trainable) : restoreTraining(from, run);
  if (state === undefined) throw new Error('the copy is of another run');
  const settings = settingsOf(trainable.training);
  const retune = (change: Partial<Settings>): void => {
    requireRate(change.learningRate);
    Object.assign(settings, change);
  };
  retune(told ?? {});
  // Messages are let in after every update by who drives it.
  let learner: Learner | undefined;
  const turns = trainSystem(trainable, data, state, {
    settings,
    onStart: (started) => {
      learner = started;
    },
    ...(updates !== undefined && { updates }),
    pause: () => Promise.resolve(),
  });
  const unit = data.loss === 'squaredError' ? 1 : Math.LN2;
  return {
    next: async () => {
      // What was computed on a graphics processor that is gone counts for nothing, and is no divergence.
      const turn = await turns.next().finally(() => readBack([]));
      if (turn.done) return undefined;
      const { update, updates: all, loss, norm } = turn.value;
      return { update, updates: all, loss: loss / unit, accuracy: learner?.accuracy() ?? Number.NaN, norm };
    },
    weights: () => {
      learner?.settle();
      return state.weights;
    },
    store: () => {
      learner?.settle();
      return storeTraining(state, run);
    },
    retune,
    end: async () => {
      await turns.return(undefined);
    },
  };
}

/** A recipe with another seed, or another number of hidden units. */
function adapted(recipe: TrainableSystem, { seed, H }: { seed?: number; H?: number }): TrainableSystem {
  if (seed !== undefined) requireWhole('the seed', seed, 0, 2 ** 32 - 1);
  if (H !== undefined) requireWhole('the number of hidden units', H, 1, mostUnits);
  const sizes = { ...recipe.sizes, ...(H !== undefined && { H }) };
  const more = seed === undefined ? {} : { seed };
  if ('data' in recipe) return { ...recipe, sizes, training: { ...recipe.training, ...more } };
  return 'task' in recipe
    ? { ...recipe, sizes, training: { ...recipe.training, ...more } }
    : { ...recipe, sizes, training: { ...recipe.training, ...more } };
}

function requireWhole(name: string, value: number, from: number, to: number): void {
  if (!Number.isInteger(value) || value < from || value > to)
    throw new Error(`${name} should be a whole number from ${from} to ${to}, is ${value}`);
}

function requireRate(rate: number | undefined): void {
  if (rate !== undefined && !(rate >= 0 && Number.isFinite(rate)))
    throw new Error(`the learning rate should be a number from 0 on, is ${rate}`);
}
