import type { Settings } from '../systems/Settings';
import type { Progress, Trainer, Update } from './Trainer';

/** How long the page waits between two words of progress, and between two whole copies of the run, ms. */
const wordEvery = 100;
const copyEvery = 1000;

/** What a job needs of the worker around it. */
interface Surroundings {
  /** Does something in turn with all other jobs: those of the reader's hands come between two updates. */
  readonly inTurn: (act: () => Promise<void>) => Promise<void>;
  /** Lets messages in, so that pausing, stopping and other jobs are heard. */
  readonly letEventsIn: () => Promise<void>;
  readonly tell: (progress: Progress) => void;
}

/**
 * A training run in the worker: update by update, with messages and other jobs let in after each. It goes on in a hidden tab, where timers
 * are held back but messages are not.
 */
export class TrainingJob {
  readonly #trainer: Trainer;
  readonly #around: Surroundings;
  #mode: 'running' | 'paused' | 'stopped';
  #wake: () => void = () => undefined;
  #updates: Update[] = [];
  #toldAt = Number.NEGATIVE_INFINITY;
  #copiedAt = Number.NEGATIVE_INFINITY;
  #stepsLeft = 0;

  constructor(trainer: Trainer, isPaused: boolean, around: Surroundings) {
    this.#trainer = trainer;
    this.#around = around;
    this.#mode = isPaused ? 'paused' : 'running';
  }

  /** Pauses, goes on, or makes one update and pauses again. */
  steer(to: 'pause' | 'go' | 'step'): void {
    if (this.#mode === 'stopped') return;
    if (to === 'step') this.#stepsLeft += 1;
    else this.#stepsLeft = 0;
    this.#mode = to === 'go' ? 'running' : 'paused';
    this.#wake();
  }

  /** Changes settings from the next update on. */
  retune(settings: Partial<Settings>): void {
    this.#trainer.retune(settings);
  }

  /** Ends the run after the update that is under way. */
  stop(): void {
    this.#mode = 'stopped';
    this.#wake();
  }

  /** Trains until the recipe is done, training diverges, or the run is stopped. */
  async run(): Promise<void> {
    try {
      while (!this.#isStopped()) {
        if (this.#mode === 'paused' && this.#stepsLeft === 0) await this.#rest();
        else if (!(await this.#advance())) return;
        await this.#around.letEventsIn();
      }
    } finally {
      await this.#trainer.end();
    }
  }

  async #rest(): Promise<void> {
    const woken = new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    this.#tell('paused');
    await woken;
  }

  /** Makes one update; answers whether there is more to do. */
  async #advance(): Promise<boolean> {
    let update: Update | undefined;
    let fault: string | undefined;
    await this.#around.inTurn(async () => {
      if (this.#isStopped()) return;
      try {
        update = await this.#trainer.next();
      } catch (error) {
        fault = error instanceof Error ? error.message : String(error);
      }
    });
    if (this.#isStopped()) return false;
    if (fault !== undefined) this.#tell('diverged', fault);
    else if (update === undefined) this.#tell('done');
    else {
      this.#updates.push(update);
      this.#stepsLeft = Math.max(0, this.#stepsLeft - 1);
      if (performance.now() - this.#toldAt >= wordEvery) this.#tell('running');
      return true;
    }
    return false;
  }

  #tell(state: Progress['state'], message?: string): void {
    const now = performance.now();
    const isDue = state !== 'running' || now - this.#copiedAt >= copyEvery;
    if (isDue) this.#copiedAt = now;
    this.#toldAt = now;
    this.#around.tell({
      state,
      updates: this.#updates,
      weights: this.#trainer.weights(),
      ...(isDue ? { stored: this.#trainer.store() } : {}),
      ...(message === undefined ? {} : { message }),
    });
    this.#updates = [];
  }

  /** A word may have come while something else was awaited. */
  #isStopped(): boolean {
    return this.#mode === 'stopped';
  }
}
