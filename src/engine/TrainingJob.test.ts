import { expect, test } from 'vitest';
import type { Progress, Trainer } from './Trainer';
import { TrainingJob } from './TrainingJob';

/** A run of so many updates that counts them in its one weight. */
function countingTrainer(updates: number, divergesAt = Number.POSITIVE_INFINITY): Trainer & { isOver: boolean } {
  const values = Float32Array.of(0);
  let done = 0;
  return {
    isOver: false,
    next: () => {
      if (done === divergesAt) return Promise.reject(new Error(`training diverged after update ${done}`));
      if (done === updates) return Promise.resolve(undefined);
      values[0] = ++done;
      return Promise.resolve({ update: done, updates, loss: 1 / done, accuracy: 0.5, norm: 1 });
    },
    weights: () => ({ w: { shape: [1], values } }),
    store: () => Uint8Array.of(done),
    retune: () => undefined,
    end() {
      this.isOver = true;
      return Promise.resolve();
    },
  };
}

/** A worker around a job: one queue, and whatever is to happen when messages are let in. */
function surround(onMessages: (round: number) => void = () => undefined) {
  const told: Progress[] = [];
  let queue = Promise.resolve();
  let round = 0;
  const inTurn = (act: () => Promise<void>): Promise<void> => (queue = queue.then(act));
  return {
    told,
    inTurn,
    letEventsIn: () =>
      new Promise<void>((resolve) =>
        setImmediate(() => {
          onMessages(++round);
          resolve();
        }),
      ),
    tell: (progress: Progress) => void told.push(structuredClone(progress)),
  };
}

const updatesIn = (told: readonly Progress[]): number[] =>
  told.flatMap(({ updates }) => updates.map(({ update }) => update));

test('a run tells every update once, in order, and ends with a copy to go on from', async () => {
  const trainer = countingTrainer(50);
  const around = surround();
  await new TrainingJob(trainer, false, around).run();
  expect(updatesIn(around.told)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
  expect(around.told.at(-1)).toMatchObject({ state: 'done', stored: Uint8Array.of(50) });
  expect(trainer.isOver).toBe(true);
});

test('paused, it makes an update only when told to step, and goes on when told to go', async () => {
  const around = surround();
  const job = new TrainingJob(countingTrainer(10), true, around);
  const run = job.run();
  await around.letEventsIn();
  expect(around.told.map(({ state }) => state)).toEqual(['paused']);
  job.steer('step');
  while (around.told.filter(({ state }) => state === 'paused').length < 2) await around.letEventsIn();
  expect(updatesIn(around.told)).toEqual([1]);
  job.steer('step');
  job.steer('step');
  while (updatesIn(around.told).length < 3) await around.letEventsIn();
  expect(around.told.at(-1)).toMatchObject({ state: 'paused', stored: Uint8Array.of(3) });
  job.steer('go');
  await run;
  expect(updatesIn(around.told)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test('stopped, it makes no further update and says nothing more', async () => {
  const trainer = countingTrainer(1000);
  const around = surround((round) => {
    if (round === 5) job.stop();
  });
  const job = new TrainingJob(trainer, false, around);
  await job.run();
  expect(trainer.weights().w?.values[0]).toBe(5);
  expect(trainer.isOver).toBe(true);
  expect(around.told.every(({ state }) => state === 'running')).toBe(true);
});

test('stopped while it rests, it ends', async () => {
  const trainer = countingTrainer(10);
  const job = new TrainingJob(trainer, true, surround());
  const run = job.run();
  job.stop();
  await run;
  expect(trainer.isOver).toBe(true);
});

test('another job comes in between two updates, however long the run is', async () => {
  const trainer = countingTrainer(100);
  const seen: number[] = [];
  let done: Promise<void> = Promise.resolve();
  const around = surround((round) => {
    if (round === 20)
      done = around.inTurn(async () => {
        const before = trainer.weights().w?.values[0] ?? 0;
        await new Promise((resolve) => setTimeout(resolve, 5));
        seen.push(before, trainer.weights().w?.values[0] ?? 0);
      });
  });
  await new TrainingJob(trainer, false, around).run();
  await done;
  expect(seen).toEqual([20, 20]);
});

test('divergence ends the run in the trainer’s own words, with good weights', async () => {
  const around = surround();
  await new TrainingJob(countingTrainer(10, 4), false, around).run();
  expect(around.told.at(-1)).toMatchObject({
    state: 'diverged',
    message: 'training diverged after update 4',
    weights: { w: { values: Float32Array.of(4) } },
  });
});
