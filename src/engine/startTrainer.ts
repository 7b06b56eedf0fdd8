import { asTrainable } from '../systems/asTrainable';
import type { System } from '../systems/System';
import { dataOf } from '../training/dataOf';
import { restoreTraining, storeTraining } from '../training/resume';
import { startTraining } from '../training/startTraining';
import { trainSystem } from '../training/trainSystem';
import { readBack } from './contextGuard';
import type { Trainer } from './Trainer';

/** Names the runs that are made in the page: their copies are for this page alone. */
const run = 'in the page';

/**
 * Starts a system's training recipe, on a text or on sequences that are made as it goes.
 * @param tokens the text to learn, token by token, by a system that reads text
 * @param from a copy of an earlier run of the same system and text, to go on from
 * @throws Error when the system has no recipe, the text is too short, or the copy is not of such a run
 */
export function startTrainer(system: System, tokens: readonly number[], from?: Uint8Array): Trainer {
  const trainable = asTrainable(system);
  if (trainable === undefined) throw new Error(`${system.id} has no recipe to be trained by`);
  const data = dataOf(trainable, Uint8Array.from(tokens));
  const state = from === undefined ? startTraining(trainable) : restoreTraining(from, run);
  if (state === undefined) throw new Error('the copy is of another run');
  // Messages are let in after every update by who drives it.
  const updates = trainSystem(trainable, data, state, { pause: () => Promise.resolve() });
  const unit = data.loss === 'squaredError' ? 1 : Math.LN2;
  return {
    next: async () => {
      // What was computed on a graphics processor that is gone counts for nothing, and is no divergence.
      const turn = await updates.next().finally(() => readBack([]));
      if (turn.done) return undefined;
      const { update, updates: all, loss, norm } = turn.value;
      return { update, updates: all, loss: loss / unit, norm };
    },
    weights: () => state.weights,
    store: () => storeTraining(state, run),
    end: async () => {
      await updates.return(undefined);
    },
  };
}
