import * as tf from '@tensorflow/tfjs';
import { createRandom } from '../base/random';
import { cells } from '../cells';
import { runSequence } from '../kernels/runSequence';
import { nextSymbol } from '../networks/nextSymbol';
import type { TrainableCharacterSystem } from '../systems/System';
import { dataOf } from '../training/dataOf';
import { oneHot } from '../training/oneHot';
import { startTraining } from '../training/startTraining';
import { toTensors, zeroState } from '../training/tensors';
import { trainSystem } from '../training/trainSystem';

/** T, the letters of a sequence, and the size of the vocabulary, in every measurement. */
export const T = 50;
const vocabulary = 64;

/** What is timed: one cell of one size, forward or with a training update. */
export interface SpeedCase {
  readonly cell: 'tanh' | 'lstm' | 'gru';
  readonly B: number;
  readonly H: number;
  readonly mode: 'forward' | 'train';
}

/** Tokens per second by engine, of the same work on the same backend in alternation. */
export interface Speeds {
  readonly plain: number;
  readonly 'tf.layers': number;
}

/** One piece of work, T letters of B sequences, to its last number. */
type Work = () => Promise<void>;

/**
 * Times the book's plain path beside `tf.layers` on the backend that is set: a next-symbol network, forward to all its probabilities, or one
 * Adam update to its loss. The two take turns, so that a busy machine slows both.
 * @param forMs how long to go on with each, ms; three pieces of work at least
 */
export async function measureSpeed(measured: SpeedCase, forMs: number): Promise<Speeds> {
  const ours = measured.mode === 'train' ? trainPlain(measured) : forwardPlain(measured);
  const theirs = workLayers(measured);
  const times: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
  // Compilation and first allocations are not what is compared.
  await ours.work();
  await theirs.work();
  const began = performance.now();
  do {
    times.ours.push(await timed(ours.work));
    times.theirs.push(await timed(theirs.work));
  } while (times.ours.length < 3 || performance.now() - began < 2 * forMs);
  ours.end();
  theirs.end();
  const speed = (all: number[]): number =>
    (1000 * measured.B * T) / (all.sort((a, b) => a - b)[all.length >> 1] ?? Number.NaN);
  return { plain: speed(times.ours), 'tf.layers': speed(times.theirs) };
}

async function timed(work: Work): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function systemOf({ cell, B, H }: SpeedCase): TrainableCharacterSystem {
  const training = { seed: 1, batch: B, window: T, passes: 1e6, learningRate: 1e-3, epsilon: 1e-8, clipNorm: 1 };
  return {
    id: `bench-${cell}`,
    title: cell,
    papers: [],
    network: nextSymbol(cells[cell]),
    sizes: { X: vocabulary, H, Y: vocabulary },
    vocabulary: '',
    checkpoint: '',
    credit: '',
    claim: { measure: '', unit: 'bits per character' },
    training: { ...training, freshStart: 0 },
  };
}

function drawTokens(count: number): Uint8Array {
  const random = createRandom(1);
  return Uint8Array.from({ length: count }, () => random.integer(vocabulary));
}

function trainPlain(measured: SpeedCase): { work: Work; end: () => void } {
  const system = systemOf(measured);
  const data = dataOf(system, drawTokens(4 * measured.B * T + 1));
  const updates = trainSystem(system, data, startTraining(system));
  return { work: () => updates.next().then(() => undefined), end: () => void updates.return(undefined) };
}

function forwardPlain(measured: SpeedCase): { work: Work; end: () => void } {
  const { network, sizes, ...system } = systemOf(measured);
  const parameters = toTensors(startTraining({ network, sizes, ...system }).weights);
  const tokens = drawTokens(measured.B * T);
  const y = network.quantities.get('y');
  if (y === undefined) throw new Error(`${network.id} has no y`);
  return {
    work: async () => {
      const read = tf.tidy(() =>
        runSequence(
          network,
          parameters,
          { x: oneHot(tokens, vocabulary) },
          T,
          zeroState(network, sizes, measured.B),
        ).valuesOf(y),
      );
      await read.data();
      read.dispose();
    },
    end: () => tf.dispose(Object.values(parameters)),
  };
}

const layerOf = { tanh: 'simpleRNN', lstm: 'lstm', gru: 'gru' } as const;

/** The same network of tfjs's own layers, with the plain sigmoid in its gates; Glorot starts, since its orthogonal one takes seconds. */
function workLayers({ cell, B, H, mode }: SpeedCase): { work: Work; end: () => void } {
  const settings = {
    units: H,
    returnSequences: true,
    inputShape: [T, vocabulary],
    recurrentInitializer: 'glorotUniform' as const,
    ...(cell === 'tanh' ? {} : { recurrentActivation: 'sigmoid' as const }),
  };
  const model = tf.sequential({
    layers: [tf.layers[layerOf[cell]](settings), tf.layers.dense({ units: vocabulary, activation: 'softmax' })],
  });
  const optimizer = tf.train.adam(1e-3, 0.9, 0.999, 1e-8);
  model.compile({ optimizer, loss: 'categoricalCrossentropy' });
  const tokens = drawTokens(B * T + 1);
  const rows = (from: number): tf.Tensor3D =>
    tf.tidy(() => tf.reshape(oneHot(tokens.subarray(from, from + B * T), vocabulary), [B, T, vocabulary]));
  const [xs, ys] = [rows(0), rows(1)];
  return {
    work: async () => {
      if (mode === 'train') await model.trainOnBatch(xs, ys);
      else {
        const read = model.predict(xs) as tf.Tensor;
        await read.data();
        read.dispose();
      }
    },
    end: () => {
      tf.dispose([xs, ys]);
      model.dispose();
      optimizer.dispose();
    },
  };
}
