import { tanh } from '../cells/tanh';
import { stack } from '../equations/defineCell';
import { bitReadout } from '../networks/bitReadout';
import * as tasks from '../tasks/binaryAddition';
import type { TaskSystem } from './System';

const [learnt, longer] = [tasks.binaryAddition(8), tasks.binaryAddition(32)];

/** Sixteen tanh units that learn to add: the first system that a reader trains (the example of A. Trask, 2015, with tanh for σ). */
export const binaryAddition: TaskSystem = {
  id: 'binary-addition',
  title: 'Adding in binary, sixteen tanh units',
  papers: ['trask-lstm'],
  network: stack('tanh-bits', tanh, bitReadout),
  sizes: { X: learnt.X, H: 16, Y: learnt.Y },
  vocabulary: '',
  task: learnt,
  training: {
    seed: 1,
    batch: 32,
    updates: 1500,
    part: 'training',
    learningRate: 0.005,
    schedule: { kind: 'constant' },
    optimiser: { kind: 'adam', meanDecay: 0.9, squareDecay: 0.999, epsilon: 1e-8, weightDecay: 0 },
    clip: { kind: 'norm', bound: 1 },
  },
  checkpoint: 'checkpoints/binary-addition.safetensors',
  everySeed: 'checkpoints/binary-addition.seeds.safetensors',
  widths: { of: [1, 2, 3, 4, 8], file: 'checkpoints/binary-addition.widths.safetensors' },
  credit: 'made by the book’s own generator, src/tasks/binaryAddition.ts',
  claim: {
    seeds: 5,
    of: [
      {
        measure: 'bits right in sums of 8 bits that were held out',
        task: learnt,
        unit: 'accuracy',
        sequences: 2000,
        part: 'heldOut',
        bound: 1,
      },
      {
        measure: 'bits right in sums of 32 bits, four times as long as any learnt from',
        task: longer,
        unit: 'accuracy',
        sequences: 2000,
        part: 'any',
        bound: 1,
      },
    ],
  },
};
