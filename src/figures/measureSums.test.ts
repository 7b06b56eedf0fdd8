import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { evaluateSequence } from '../equations/evaluateSequence';
import { systems } from '../systems';
import { isHeldOut } from '../tasks/isHeldOut';
import { nestWeights } from '../traces/nestWeights';
import { readSafetensors } from '../traces/safetensors';
import { initialise } from '../training/initialise';
import type { Weights } from '../traces/Weights';
import { drawSums } from './carryBitProps';
import { probeCarry } from './carryProbe';
import { carriesOf, measureSums, shareOfBits } from './measureSums';

const system = systems['binary-addition'];
const sums = drawSums();
const { steps, batch, inputs } = sums;

function measure(weights: Weights) {
  const H = weights.b_h?.values.length ?? 0;
  const [h, y] = [new Float32Array(steps * batch * H), new Float32Array(steps * batch)];
  for (let b = 0; b < batch; b++) {
    const xs = Array.from({ length: steps }, (_, t) => [0, 1].map((k) => inputs[(t * batch + b) * 2 + k] ?? 0));
    evaluateSequence(system.network, nestWeights(weights), xs).steps.forEach((step, t) => {
      h.set(step.h ?? [], (t * batch + b) * H);
      y.set(step.y ?? [], t * batch + b);
    });
  }
  return measureSums(sums, { h, y }, probeCarry);
}

test('the sums are ones that training never saw', () => {
  expect(batch).toBe(300);
  for (let b = 0; b < batch; b++) {
    const own = Float32Array.from({ length: steps * 2 }, (_, i) => inputs[((i >> 1) * batch + b) * 2 + (i % 2)] ?? 0);
    expect(isHeldOut({ inputs: own })).toBe(true);
  }
});

test('a carry is what makes the next bit of the sum differ from its two bits', () => {
  const carries = carriesOf(sums);
  for (let row = batch; row < steps * batch; row++) {
    const without = (inputs[row * 2] ?? 0) ^ (inputs[row * 2 + 1] ?? 0);
    expect(sums.targets[row]).toBe(without ^ (carries[row - batch] ?? 0));
  }
  expect(shareOfBits(sums, sums.targets)).toBe(1);
  expect(
    shareOfBits(
      sums,
      sums.targets.map((bit) => 1 - bit),
    ),
  ).toBe(0);
});

test('the trained network adds them all, and its carry can be read along one direction; an untrained one does neither', () => {
  const { weights } = readSafetensors(readFileSync(join('public', system.checkpoint)));
  const trained = measure(weights);
  expect(trained.bitsRight).toBe(1);
  expect(trained.probe.reads).toBeGreaterThan(0.99);
  expect(trained.points).toHaveLength(30 * steps);
  expect(trained.points.every(({ along, carry }) => along > 0 === (carry === 1))).toBe(true);
  const untrained = measure(initialise(system.network, { ...system.sizes, H: 2 }, 1));
  expect(untrained.bitsRight).toBeLessThan(0.7);
  expect(untrained.probe.reads).toBeLessThan(trained.probe.reads);
});
