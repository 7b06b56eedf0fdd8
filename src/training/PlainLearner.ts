import type { Settings } from '../systems/Settings';
import type { TrainableSystem } from '../systems/System';
import type { SequenceBatch } from '../tasks/SequenceBatch';
import type { LossKind } from '../tasks/Task';
import { clipGradients, gradientNorm } from './clipGradients';
import { type BatchGradients, computeGradients } from './computeGradients';
import type { Differentiated, Learner } from './Learner';
import { keepState } from './keepState';
import { optimise } from './optimise';
import { stateSizes } from './tensors';
import type { TrainingState } from './TrainingState';

/** Makes updates on the plain path: one tfjs op an operator, on whichever backend is set. */
export class PlainLearner implements Learner {
  readonly path = 'plain';
  readonly #system: Pick<TrainableSystem, 'network' | 'sizes'>;
  readonly #state: TrainingState;
  readonly #loss: LossKind;
  readonly #kept;
  #found: BatchGradients | undefined;

  constructor(system: Pick<TrainableSystem, 'network' | 'sizes'>, state: TrainingState, loss: LossKind) {
    this.#system = system;
    this.#state = state;
    this.#loss = loss;
    this.#kept = keepState(state);
  }

  async differentiate(batch: SequenceBatch, startsAnew: readonly boolean[]): Promise<Differentiated> {
    const { network, sizes } = this.#system;
    const carried = freshen(this.#state.carried, startsAnew, stateSizes(network, sizes));
    this.#found = await computeGradients(this.#system, this.#state.weights, batch, carried, this.#loss);
    return { loss: this.#found.loss, norm: gradientNorm(this.#found.gradients) };
  }

  accuracy(): number {
    return this.#found?.accuracy ?? Number.NaN;
  }

  gradients(): Readonly<Record<string, Float32Array>> {
    return this.#found?.gradients ?? {};
  }

  apply(settings: Readonly<Settings>, learningRate: number): void {
    const { gradients, last } = this.#found ?? { gradients: {}, last: {} };
    const state = this.#state;
    this.#kept.keep();
    Object.assign(state.carried, last);
    clipGradients(gradients, settings.clip);
    optimise(state.weights, gradients, state.optimiser, settings.optimiser, learningRate);
    state.updates += 1;
  }

  goBack(): void {
    this.#kept.goBack();
  }

  settle(): void {
    // Everything is in the run's state at any time.
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
