import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { createRandom } from '../base/random';
import type { Intervention } from '../equations/Intervention';
import { systems } from '../systems';
import { drawBatch } from '../tasks/drawBatch';
import { readSafetensors } from '../traces/safetensors';
import { toTensors } from '../training/tensors';
import { runBatch } from './runBatch';
import { runNetwork } from './runNetwork';

const system = systems['binary-addition'];
const { weights } = readSafetensors(readFileSync(join('public', system.checkpoint)));

beforeAll(async () => {
  await tf.setBackend('cpu');
});

test('many sequences at once are each what they are alone, interventions and all, and no tensor stays', async () => {
  const before = tf.memory().numTensors;
  const tensors = toTensors(weights);
  const sequences = drawBatch(system.task, createRandom(3), 5);
  const { steps, batch, inputs } = sequences;
  const interventions: Intervention[] = [{ kind: 'clamp', quantity: 'h', value: 0.3, units: [4], from: 2, until: 6 }];
  const quantities = ['h', 'y'];
  const all = await runBatch(system, { weights, tensors }, { sequences, quantities, interventions });
  for (let b = 0; b < batch; b++) {
    const values = Float32Array.from(
      { length: steps * 2 },
      (_, i) => inputs[(Math.floor(i / 2) * batch + b) * 2 + (i % 2)] ?? 0,
    );
    const job = { input: { kind: 'vectors', steps, values } as const, quantities, interventions };
    const alone = await runNetwork(system, { weights, tensors }, job, {
      backend: 'cpu',
      pause: () => Promise.resolve(true),
    });
    for (const name of quantities) {
      const { size = 0, values: own = [] } = alone?.quantities[name] ?? {};
      for (let t = 0; t < steps; t++)
        for (let k = 0; k < size; k++)
          expect(all[name]?.[(t * batch + b) * size + k]).toBeCloseTo(own[t * size + k] ?? Number.NaN, 5);
    }
  }
  tf.dispose(Object.values(tensors));
  expect(tf.memory().numTensors).toBe(before);
});

test('what does not fit is refused in words', async () => {
  const loaded = { weights, tensors: toTensors(weights) };
  const sequences = { steps: 2, batch: 2, inputs: new Float32Array(7) };
  await expect(runBatch(system, loaded, { sequences, quantities: [] })).rejects.toThrow('are 8 numbers');
  const right = { steps: 1, batch: 1, inputs: new Float32Array(2) };
  await expect(runBatch(system, loaded, { sequences: right, quantities: ['c'] })).rejects.toThrow('no quantity "c"');
});
