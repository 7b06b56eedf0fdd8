import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { startBackend } from '../commands/startBackend';
import { systems } from '../systems';
import { dataOf } from './dataOf';
import { startTraining } from './startTraining';
import { trainSystem } from './trainSystem';

const { training, ...others } = systems['binary-addition'];
const system = { ...others, training: { ...training, batch: 8, updates: 200 } };

/** The losses and last weights of two hundred updates on the backend that is set. */
async function run(): Promise<{ losses: number[]; weights: unknown }> {
  const state = startTraining(system);
  const losses: number[] = [];
  for await (const { loss } of trainSystem(system, dataOf(system), state)) losses.push(loss);
  return { losses, weights: state.weights };
}

test('two hundred updates are the same twice on a backend, to the bit, and within a thousandth on another', async () => {
  await tf.setBackend('cpu');
  const cpu = await run();
  expect(await run()).toEqual(cpu);
  await startBackend();
  const wasm = await run();
  expect(await run()).toEqual(wasm);
  cpu.losses.forEach((loss, update) => {
    expect(Math.abs((wasm.losses[update] ?? Number.NaN) / loss - 1), `update ${update + 1}`).toBeLessThan(1e-3);
  });
});
