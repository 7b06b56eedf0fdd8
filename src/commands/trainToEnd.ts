import { existsSync, readFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { TrainableSystem } from '../systems/System';
import { CheckpointError } from '../traces/safetensors';
import { DivergenceError } from '../training/DivergenceError';
import type { Learner } from '../training/Learner';
import { restoreTraining, storeTraining } from '../training/resume';
import { startTraining } from '../training/startTraining';
import type { TrainingData } from '../training/TrainingData';
import type { TrainingState } from '../training/TrainingState';
import { trainSystem } from '../training/trainSystem';
import { CommandError } from './CommandError';
import { ProgressBar } from './ProgressBar';
import { writeWhole } from './writeWhole';

/** Updates between two checkpoints that a stopped run can resume from. */
const updatesBetweenSaves = 200;

/** Where a run is kept, and what it is called. */
interface RunFile {
  /** The file that a stopped run is saved in, and goes on from. */
  readonly file: string;
  /** The hash of its recipe and data: a saved run of another is not gone on with. */
  readonly run: string;
  readonly isRestarted: boolean;
}

/** Trains to the end, or until someone stops it: then it is saved, and nothing is returned. @throws CommandError on a damaged file */
export async function trainToEnd(
  system: TrainableSystem,
  data: TrainingData,
  { file, run, isRestarted }: RunFile,
): Promise<TrainingState | undefined> {
  const state = (isRestarted ? undefined : resume(file, run)) ?? startTraining(system);
  let settle = (): void => undefined;
  const save = (): void => {
    settle();
    writeWhole(file, storeTraining(state, run));
  };
  const { updates } = data;
  const first = state.updates;
  const { seed } = system.training;
  if (first === updates) console.error('this run was complete already; --restart trains it anew');
  else if (first === 0) console.error(`training ${system.id} from seed ${seed}, ${updates} updates`);
  else console.error(`going on with ${system.id} at update ${first} of ${updates}`);

  const stopping = new AbortController();
  const stop = (): void => stopping.abort();
  process.on('SIGINT', stop).on('SIGTERM', stop);
  const bar = new ProgressBar(`${system.id} · seed ${seed}`, updates, first);
  const began = Date.now();
  let [smooth, saved] = [Number.NaN, first];
  try {
    // On the WASM backend nothing waits for the outside, so signals are heard only when the loop is let go: after every update.
    const options = {
      signal: stopping.signal,
      onStart(learner: Learner) {
        settle = () => learner.settle();
        console.error(`by ${learner.path} kernels`);
      },
    };
    for await (const { update, loss, norm } of trainSystem(system, data, state, options)) {
      smooth = Number.isNaN(smooth) ? loss : 0.98 * smooth + 0.02 * loss;
      const perSecond = (update - first) / ((Date.now() - began) / 1000);
      bar.show(
        update,
        `loss ${formatLoss(smooth, data)} · gradient ${norm.toFixed(2)} · ${perSecond.toFixed(1)} updates/s`,
      );
      if (update % updatesBetweenSaves === 0) {
        save();
        saved = update;
      }
      await setImmediate();
    }
  } catch (error) {
    // What is saved is the last good state, not what spoilt it.
    if (error instanceof DivergenceError) save();
    throw error;
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
  if (saved < state.updates) save();
  if (state.updates === updates) return state;
  console.error(`\nstopped and saved after update ${state.updates} of ${updates}; the same command goes on`);
  process.exitCode = 130;
  return undefined;
}

function formatLoss(loss: number, { loss: kind }: TrainingData): string {
  return kind === 'squaredError' ? loss.toPrecision(3) : `${(loss / Math.LN2).toFixed(3)} bits`;
}

function resume(file: string, run: string): TrainingState | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const saved = restoreTraining(readFileSync(file), run);
    if (saved === undefined) console.error(`${file} is a run of another recipe or text: beginning anew`);
    return saved;
  } catch (error) {
    if (!(error instanceof CheckpointError)) throw error;
    throw new CommandError(`${file} is damaged: ${error.message}. Begin anew with --restart.`, 1);
  }
}
