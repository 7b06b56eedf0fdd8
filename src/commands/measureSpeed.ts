import * as tf from '@tensorflow/tfjs';
import { createRandom } from '../base/random';
import { cells } from '../cells';
import { runFusedSequence } from '../kernels/runFusedSequence';
import { runSequence } from '../kernels/runSequence';
import { nextSymbol } from '../networks/nextSymbol';
import type { TrainableCharacterSystem } from '../systems/System';
import { dataOf } from '../training/dataOf';
import { oneHot } from '../training/oneHot';
import { startTraining } from '../training/startTraining';
import { toTensors, zeroState } from '../training/tensors';
import { trainSystem } from '../training/trainSystem';

/** T, the letters of a sequence, and the size of the vocabulary, unless told. */
export const T = 50;
export const vocabulary = 64;

/** What is timed: one cell of one size, forward or with a training update. */
export interface SpeedCase {
  readonly cell: 'tanh' | 'lstm' | 'gru';
  readonly B: number;
  readonly H: number;
  readonly mode: 'forward' | 'train';
  /** Letters of a sequence; 50 unless told. */
  readonly T?: number;
}

/** Tokens per second by engine, of the same work on the same backend in alternation. */
export type Speeds = Readonly<Record<Contestant, number>>;

/** Who is timed in the page as in Node: the book's two paths, and tfjs's own layers. */
export const contestants = ['fused', 'plain', 'tf.layers'] as const;
export type Contestant = (typeof contestants)[number];

/** One piece of work, T letters of B sequences, to its last number. */
type Work = () => Promise<void>;

/**
 * Times the book's paths beside `tf.layers` on the backend that is set: a next-symbol network, forward to all its probabilities, or one
 * Adam update to its loss. They take turns, so that a busy machine slows all.
 * @param forMs how long to go on with each, ms; three pieces of work at least
 */
export async function measureSpeed(
  measured: SpeedCase,
  forMs: number,
  who: readonly Contestant[] = contestants,
): Promise<Speeds> {
  const works = who.map((name) => ({ name, ...workOf(name, measured), times: [] as number[], spent: 0 }));
  // Compilation and first allocations are not what is compared.
  for (const { work } of works) await work();
  let isDone = false;
  while (!isDone) {
    isDone = true;
    // Whoever is quick does as much as fits beside one piece of the slowest.
    const longest = Math.max(...works.map(({ spent }) => spent));
    for (const own of works) {
      if (own.times.length >= 3 && own.spent >= forMs) continue;
      isDone = false;
      do {
        const took = await timed(own.work);
        own.times.push(took);
        own.spent += Math.max(took, coarsest);
      } while (own.spent < Math.min(longest, forMs));
    }
  }
  for (const { end } of works) end();
  const tokens = measured.B * (measured.T ?? T);
  return Object.fromEntries(
    works.map(({ name, times }) => [
      name,
      (1000 * tokens) / (times.sort((a, b) => a - b)[times.length >> 1] ?? Number.NaN),
    ]),
  ) as Speeds;
}

function workOf(name: Contestant, measured: SpeedCase): { work: Work; end: () => void } {
  if (name === 'tf.layers') return workLayers(measured);
  return measured.mode === 'train' ? trainBy(name, measured) : forwardBy(name, measured);
}

/** The time of one piece of work, ms, over as many as a coarse clock needs. */
async function timed(work: Work): Promise<number> {
  const began = performance.now();
  let pieces = 0;
  do {
    await work();
    pieces += 1;
  } while (performance.now() - began < coarsest);
  return (performance.now() - began) / pieces;
}

/** Browsers tell the time in steps of up to a millisecond. */
const coarsest = 20;

function systemOf({ cell, B, H, T: window = T }: SpeedCase): TrainableCharacterSystem {
  const training = { seed: 1, batch: B, window, passes: 1e6, learningRate: 1e-3, epsilon: 1e-8, clipNorm: 1 };
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

function trainBy(path: 'fused' | 'plain', measured: SpeedCase): { work: Work; end: () => void } {
  const system = systemOf(measured);
  const data = dataOf(system, drawTokens(4 * measured.B * (measured.T ?? T) + 1));
  const updates = trainSystem(system, data, startTraining(system), { path, pause: () => Promise.resolve() });
  return { work: () => updates.next().then(() => undefined), end: () => void updates.return(undefined) };
}

function forwardBy(path: 'fused' | 'plain', measured: SpeedCase): { work: Work; end: () => void } {
  const { network, sizes, ...system } = systemOf(measured);
  const parameters = toTensors(startTraining({ network, sizes, ...system }).weights);
  const steps = measured.T ?? T;
  const tokens = drawTokens(measured.B * steps);
  const run = path === 'fused' ? runFusedSequence : runSequence;
  const y = network.quantities.get('y');
  if (y === undefined) throw new Error(`${network.id} has no y`);
  return {
    work: async () => {
      const read = tf.tidy(() =>
        run(
          network,
          parameters,
          { x: oneHot(tokens, vocabulary) },
          steps,
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
function workLayers({ cell, B, H, mode, T: steps = T }: SpeedCase): { work: Work; end: () => void } {
  const settings = {
    units: H,
    returnSequences: true,
    inputShape: [steps, vocabulary],
    recurrentInitializer: 'glorotUniform' as const,
    ...(cell === 'tanh' ? {} : { recurrentActivation: 'sigmoid' as const }),
  };
  const model = tf.sequential({
    layers: [tf.layers[layerOf[cell]](settings), tf.layers.dense({ units: vocabulary, activation: 'softmax' })],
  });
  const optimizer = tf.train.adam(1e-3, 0.9, 0.999, 1e-8);
  model.compile({ optimizer, loss: 'categoricalCrossentropy' });
  const tokens = drawTokens(B * steps + 1);
  const rows = (from: number): tf.Tensor3D =>
    tf.tidy(() => tf.reshape(oneHot(tokens.subarray(from, from + B * steps), vocabulary), [B, steps, vocabulary]));
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
