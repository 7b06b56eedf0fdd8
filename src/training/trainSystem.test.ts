import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { cells } from '../cells';
import { startBackend } from '../commands/startBackend';
import { defineCell, stack } from '../equations/defineCell';
import { bitReadout } from '../networks/bitReadout';
import { nextSymbol } from '../networks/nextSymbol';
import type { Settings } from '../systems/Settings';
import { settingsOf } from '../systems/settingsOf';
import type { CharacterTraining, TaskSystem, TrainableCharacterSystem, TrainableSystem } from '../systems/System';
import { adding } from '../tasks/adding';
import { parity } from '../tasks/parity';
import type { Task } from '../tasks/Task';
import { CheckpointError } from '../traces/safetensors';
import { dataOf } from './dataOf';
import { DivergenceError } from './DivergenceError';
import { letEventsIn } from './letEventsIn';
import { restoreTraining, storeTraining } from './resume';
import { startTraining } from './startTraining';
import { streamData } from './streamData';
import { textStream } from './textStream';
import type { TrainingState } from './TrainingState';
import { type TrainingOptions, trainSystem, type UpdateReport } from './trainSystem';

const training: CharacterTraining = {
  ...{ seed: 5, batch: 3, window: 6, passes: 2, learningRate: 0.05 },
  ...{ weightDecay: 0.01, epsilon: 1e-8, clipNorm: 1, freshStart: 0.2 },
};

const about = { id: 'tiny', title: 'tiny', papers: [], credit: '', checkpoint: 'none' };

function tiny(id: keyof typeof cells, changes: Partial<CharacterTraining> = {}): TrainableCharacterSystem {
  return {
    ...about,
    network: nextSymbol(cells[id]),
    sizes: { X: 5, H: 7, Y: 5 },
    vocabulary: 'abcde',
    training: { ...training, ...changes },
    claim: { measure: 'none', unit: 'bits per character' },
  };
}

const settings: Settings = {
  learningRate: 0.01,
  schedule: { kind: 'constant' },
  optimiser: { kind: 'adam', meanDecay: 0.9, squareDecay: 0.999, epsilon: 1e-8, weightDecay: 0 },
  clip: { kind: 'norm', bound: 1 },
};

function ofTask(task: Task, changes: Partial<TaskSystem['training']> = {}): TaskSystem {
  return {
    ...about,
    network: stack('tiny', cells.tanh, bitReadout),
    sizes: { X: task.X, H: 4, Y: task.Y },
    vocabulary: '',
    task,
    training: { seed: 2, batch: 4, updates: 30, part: 'any', ...settings, ...changes },
    claim: { seeds: 1, of: [] },
    everySeed: 'none',
  };
}

/** A text that repeats itself, with slips. */
const text = Uint8Array.from({ length: 400 }, (_, at) => (at % 11 === 0 ? 2 : [0, 1, 2, 3, 4, 3, 1][at % 7]) ?? 0);

/** Trains, for at most so many turns. */
async function go(
  system: TrainableSystem,
  state: TrainingState,
  turns = Number.POSITIVE_INFINITY,
  options: TrainingOptions = {},
): Promise<UpdateReport[]> {
  const reports: UpdateReport[] = [];
  for await (const report of trainSystem(system, dataOf(system, text), state, options)) {
    reports.push(report);
    if (reports.length >= turns) break;
  }
  return reports;
}

/** A readout for numbers: y without a squashing. */
const linearReadout = defineCell({
  id: 'linear-readout',
  state: [],
  inputs: { h: 'H' },
  sizes: { y: 'Y' },
  equations: ({ h, affine }) => ({ y: affine('y', h) }),
});

beforeAll(startBackend);

describe.each(Object.keys(cells) as (keyof typeof cells)[])('a small network of %s', (id) => {
  test('learns: the loss falls well below even odds', async () => {
    const system = tiny(id, { passes: 6 });
    const reports = await go(system, startTraining(system));
    expect(reports).toHaveLength(dataOf(system, text).updates);
    expect(reports[0]?.loss).toBeGreaterThan(2 * Math.LN2);
    expect(reports.at(-1)?.loss).toBeLessThan(1.5 * Math.LN2);
  });

  test('makes the same run of the same seed, to the bit, and another of another', async () => {
    const runs = [];
    for (const seed of [5, 5, 6]) {
      const system = tiny(id, { seed });
      const state = startTraining(system);
      runs.push({ reports: await go(system, state), state });
    }
    expect(runs[1]).toEqual(runs[0]);
    expect(runs[2]?.reports).not.toEqual(runs[0]?.reports);
  });
});

describe.each<Settings['optimiser']>([
  { kind: 'sgd' },
  { kind: 'nesterov', momentum: 0.9 },
  { kind: 'rmsprop', decay: 0.9, epsilon: 1e-6 },
  settings.optimiser,
])('by $kind', (optimiser) => {
  const make = (): TrainableSystem => ofTask(parity(3), { optimiser, schedule: { kind: 'cosine' } });

  test.each([1, 17, 30])(
    'stopped and stored after %i updates, a run goes on to the bit of one without a stop',
    async (stop) => {
      const system = make();
      const [whole, halved] = [startTraining(system), startTraining(system)];
      const reports = await go(system, whole);
      const before = await go(system, halved, stop);
      const restored = restoreTraining(storeTraining(halved, 'run'), 'run');
      if (restored === undefined) throw new Error('the run was not restored');
      const after = await go(system, restored);
      expect([...before, ...after]).toEqual(reports);
      expect(restored).toEqual(whole);
    },
  );
});

test('a run over a text goes on to the bit too, with the states that its streams were left in', async () => {
  const system = tiny('lstm');
  const [whole, halved] = [startTraining(system), startTraining(system)];
  await go(system, whole);
  await go(system, halved, 23);
  const restored = restoreTraining(storeTraining(halved, 'run'), 'run');
  if (restored === undefined) throw new Error('the run was not restored');
  await go(system, restored);
  expect(restored).toEqual(whole);
});

test('a run that is ended by its signal stops within an update, whole, and can go on', async () => {
  const system = ofTask(parity(3));
  const [whole, ended] = [startTraining(system), startTraining(system)];
  await go(system, whole);
  const ending = new AbortController();
  const reports = [];
  for await (const report of trainSystem(system, dataOf(system), ended, { signal: ending.signal })) {
    reports.push(report);
    if (reports.length === 9) ending.abort();
  }
  expect([reports.length, ended.updates]).toEqual([9, 9]);
  await go(system, ended);
  expect(ended).toEqual(whole);
});

test('a signal that comes while an update is computed undoes it', async () => {
  const system = ofTask(parity(3));
  const state = startTraining(system);
  const before = structuredClone(state);
  const ending = new AbortController();
  const data = dataOf(system);
  const late = {
    ...data,
    batchOf(update: number) {
      ending.abort();
      return data.batchOf(update);
    },
  };
  const { done } = await trainSystem(system, late, state, { signal: ending.signal }).next();
  expect(done).toBe(true);
  expect(state).toEqual(before);
});

test('the event loop turns while a run goes on, though nobody waits for anything', async () => {
  const system = ofTask(parity(20), { batch: 64, updates: 1e6 });
  let [turns, pauses] = [0, 0];
  const timer = setInterval(() => (turns += 1), 1);
  const pause = (): Promise<void> => {
    pauses += 1;
    return letEventsIn();
  };
  for await (const { update } of trainSystem(system, dataOf(system), startTraining(system), { pause }))
    if (pauses === 3) {
      expect(update).toBeGreaterThan(2);
      break;
    }
  clearInterval(timer);
  expect(turns).toBeGreaterThan(0);
});

test('settings are read anew at every update', async () => {
  const system = ofTask(parity(3));
  const told = settingsOf(system.training);
  const [state, steady] = [startTraining(system), startTraining(system)];
  const rates: number[] = [];
  for await (const { update, learningRate } of trainSystem(system, dataOf(system), state, { settings: told })) {
    rates.push(learningRate);
    if (update === 3) told.learningRate = 0;
    if (update === 3) await go(system, steady, 3);
    if (update === 6) break;
  }
  expect(rates).toEqual([0.01, 0.01, 0.01, 0, 0, 0]);
  expect(state.weights).toEqual(steady.weights);
  told.optimiser = { kind: 'sgd' };
  await go(system, state, 1, { settings: told });
  expect(state.optimiser).toEqual({ kind: 'sgd', updates: 1, slots: {} });
});

test('a state is carried from window to window, or not', async () => {
  const system = tiny('tanh');
  const cut = { ...training, batch: 1, window: 10, passes: 1 };
  const carriedAfter = async (freshStart: number, first: Uint8Array): Promise<Float32Array | undefined> => {
    const told = Uint8Array.from([...first, ...text.subarray(0, 11)]);
    const state = startTraining({ ...system, training: { ...training, batch: 1 } });
    const data = streamData(textStream(told, 5), { ...cut, freshStart });
    const still = { ...settings, learningRate: 0 };
    for await (const { update } of trainSystem(system, data, state, { settings: still })) if (update === 2) break;
    return state.carried.h;
  };
  const [some, others] = [text.subarray(0, 10), text.subarray(3, 13)];
  expect(await carriedAfter(1, some)).toEqual(await carriedAfter(1, others));
  expect(await carriedAfter(0, some)).not.toEqual(await carriedAfter(0, others));
});

test('a thousand updates leave no tensor behind', async () => {
  const system = ofTask(parity(2), { batch: 1, updates: 1002 });
  const state = startTraining(system);
  await go(system, state, 2);
  const before = tf.memory().numTensors;
  await go(system, state);
  expect(state.updates).toBe(1002);
  expect(tf.memory().numTensors).toBe(before);
});

test.each<[string, TrainableSystem]>([
  ['letters', tiny('tanh', { learningRate: 1e6 })],
  ['bits', ofTask(parity(3), { learningRate: 1e6 })],
  [
    'numbers',
    {
      ...ofTask(adding(4), { learningRate: 1e6 }),
      network: stack('linear', cells.tanh, linearReadout),
      sizes: { X: 2, H: 4, Y: 1 },
    },
  ],
])(
  'a learning rate of a million stops at the next update over %s, and the run is left as it was before',
  async (_what, system) => {
    const [state, fresh] = [startTraining(system), startTraining(system)];
    const losses: number[] = [];
    const run = async (): Promise<void> => {
      for await (const { loss } of trainSystem(system, dataOf(system, text), state)) losses.push(loss);
    };
    await expect(run()).rejects.toThrow(DivergenceError);
    expect(losses).toHaveLength(1);
    expect(state).toEqual(fresh);
    await expect(run()).rejects.toThrow(
      /diverged: after update 1 .* The weights of update 0 are kept.*smaller learning rate than 1000000/,
    );
  },
);

test('a run that diverges late keeps the weights of the update before', async () => {
  const [calm, wild] = [tiny('gru'), tiny('gru', { learningRate: 1e6 })];
  const state = startTraining(calm);
  await go(calm, state, 4);
  const before = structuredClone(state);
  await expect(go(wild, state)).rejects.toThrow('The weights of update 4 are kept');
  expect(state).toEqual(before);
});

test('a run that diverges after its optimiser was exchanged gets the old one back', async () => {
  const system = ofTask(parity(3));
  const state = startTraining(system);
  await go(system, state, 4);
  const before = structuredClone(state);
  const wild = { ...settings, learningRate: 1e6, optimiser: { kind: 'sgd' }, clip: undefined } as const;
  await expect(go(system, state, undefined, { settings: wild })).rejects.toThrow(DivergenceError);
  expect(state).toEqual(before);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY])(
  'a weight of %f stops the run at once, and nothing else is touched',
  async (poison) => {
    const system = tiny('lstm');
    const state = startTraining(system);
    const { values } = state.weights.W_hi ?? { values: new Float32Array() };
    values[0] = poison;
    const before = structuredClone(state);
    await expect(go(system, state)).rejects.toThrow(DivergenceError);
    expect(state).toEqual(before);
  },
);

test('a text without one window for each stream is refused, and so is no text at all', () => {
  expect(() => dataOf(tiny('tanh'), text.subarray(0, 18))).toThrow(
    '17 steps are too few to train on: 3 streams of 6 take 18',
  );
  expect(() => dataOf(tiny('tanh'))).toThrow('tiny learns from a text');
});

test('a stored run of another recipe is not gone on with, and a damaged one is refused', () => {
  const state = startTraining(tiny('tanh'));
  expect(restoreTraining(storeTraining(state, 'one'), 'another')).toBeUndefined();
  const unknown = { ...state, optimiser: { ...state.optimiser, kind: 'newton' as 'adam' } };
  expect(() => restoreTraining(storeTraining(unknown, 'one'), 'one')).toThrow('its optimiser is newton');
  state.updates = Number.NaN;
  expect(() => restoreTraining(storeTraining(state, 'one'), 'one')).toThrow(CheckpointError);
});
