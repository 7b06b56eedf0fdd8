import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { measureSpeed } from './measureSpeed';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

test.each(['tanh', 'lstm', 'gru'] as const)(
  '%s is timed in both modes by everyone, and leaves no tensors behind',
  async (cell) => {
    const before = tf.memory().numTensors;
    for (const mode of ['forward', 'train'] as const) {
      const speeds = await measureSpeed({ cell, B: 1, H: 2, mode }, 0);
      expect(speeds.fused).toBeGreaterThan(0);
      expect(speeds.plain).toBeGreaterThan(0);
      expect(speeds['tf.layers']).toBeGreaterThan(0);
    }
    expect(tf.memory().numTensors).toBe(before);
  },
);
