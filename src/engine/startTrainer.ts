import type { System, TrainableSystem } from '../systems/System';
import { restoreTraining, storeTraining } from '../training/resume';
import { startTraining, trainCharacters } from '../training/trainCharacters';
import { readBack } from './contextGuard';
import type { Trainer } from './Trainer';

/** Names the runs that are made in the page: their copies are for this page alone. */
const run = 'in the page';

/**
 * Starts a system's training recipe on a text.
 * @param tokens the text to learn, token by token
 * @param from a copy of an earlier run of the same system and text, to go on from
 * @throws Error when the system has no recipe, or the copy is not of such a run
 */
export function startTrainer(system: System, tokens: readonly number[], from?: Uint8Array): Trainer {
  const { training, claim } = system;
  if (training === undefined || claim === undefined) throw new Error(`${system.id} has no recipe to be trained by`);
  const trainable: TrainableSystem = { ...system, training, claim };
  const state = from === undefined ? startTraining(trainable) : restoreTraining(from, run);
  if (state === undefined) throw new Error('the copy is of another run');
  const updates = trainCharacters(trainable, Uint8Array.from(tokens), state);
  return {
    next: async () => {
      const turn = await updates.next();
      // What was computed on a graphics processor that is gone counts for nothing.
      await readBack([]);
      if (turn.done) return undefined;
      const { update, updates: all, loss, norm } = turn.value;
      return { update, updates: all, loss, norm };
    },
    weights: () => state.weights,
    store: () => storeTraining(state, run),
    end: async () => {
      await updates.return(undefined);
    },
  };
}
