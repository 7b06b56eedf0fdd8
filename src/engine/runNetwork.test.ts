import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { evaluateIntervened } from '../equations/evaluateIntervened';
import { evaluateSequence } from '../equations/evaluateSequence';
import { systems } from '../systems';
import type { System } from '../systems/System';
import { readText } from '../tasks/characters';
import { nestWeights } from '../traces/nestWeights';
import { readSafetensors } from '../traces/safetensors';
import { quantityIn, vectorAt } from '../traces/Trace';
import type { Weights } from '../traces/Weights';
import { toTensors } from '../training/tensors';
import { checkTrace } from './checkTrace';
import { type LoadedWeights, runNetwork } from './runNetwork';

const goOn = { backend: 'cpu', pause: () => Promise.resolve(true) } as const;
const weightsOf = ({ checkpoint }: System): Weights =>
  readSafetensors(readFileSync(join('public', checkpoint))).weights;
const loadedOf = (weights: Weights): LoadedWeights => ({ weights, tensors: toTensors(weights) });
const jobOf = (tokens: readonly number[], ...quantities: string[]) => ({
  input: { kind: 'tokens', tokens } as const,
  quantities,
});
const tokensOf = (text: string, { vocabulary }: System): number[] =>
  readText(text, vocabulary).map(({ token }) => token);

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const letters: System = systems['tanh-rnn-letters'];
const misprinted: System = systems['misprinted-letters'];

for (const system of Object.values<System>(systems)) {
  test(`${system.id}: every quantity of a live run stays within float32's reach of a run in double precision`, async () => {
    const weights = weightsOf(system);
    const tokens = tokensOf('Now is the winter of our discontent', system);
    const loaded = loadedOf(weights);
    const quantities = [...system.network.quantities.keys()];
    const trace = await runNetwork(system, loaded, jobOf(tokens, ...quantities), goOn);
    if (trace === undefined) throw new Error('the run was cancelled');

    const parameters = nestWeights(weights);
    const xs = tokens.map((token) =>
      Array.from({ length: system.sizes.X ?? 0 }, (_, index) => (index === token ? 1 : 0)),
    );
    const { steps } = evaluateSequence(system.network, parameters, xs);
    expect(trace.steps).toBe(tokens.length);
    expect(Object.keys(trace.quantities).sort()).toEqual([...quantities].sort());
    for (const name of quantities) {
      const exact = steps[0]?.[name] ?? [];
      // The first step starts from the same state in both; later ones drift apart and are compared by the check.
      Array.from(vectorAt(trace, name, 0)).forEach((value, unit) =>
        expect(value).toBeCloseTo(exact[unit] ?? Number.NaN, 5),
      );
    }
    // What the misprinted network squashes is a difference of huge numbers, ill-conditioned in any precision: its state alone is promised.
    const promised = system === misprinted ? { ...trace, quantities: { h: quantityIn(trace, 'h') } } : trace;
    const check = await checkTrace(system, weights, promised, 'run', goOn.pause);
    expect(check?.largest).toBeLessThan(1e-6);
    expect(check?.largest).toBeGreaterThan(0);
    tf.dispose(Object.values(loaded.tensors));
  });
}

test('a long text is run in turns, letter for letter the same as in one go', async () => {
  const loaded = loadedOf(weightsOf(letters));
  const tokens = tokensOf('to be or not to be, that is the question. '.repeat(20), letters);
  let pauses = 0;
  const pause = (): Promise<boolean> => Promise.resolve(++pauses > 0);
  const whole = await runNetwork(letters, loaded, jobOf(tokens, 'h', 'y'), { backend: 'cpu', pause });
  const start = await runNetwork(letters, loaded, jobOf(tokens.slice(0, 40), 'h', 'y'), goOn);
  expect(pauses).toBeGreaterThan(0);
  expect(whole?.steps).toBe(tokens.length);
  expect([...(start?.quantities.h?.values ?? [])]).toEqual([
    ...(whole?.quantities.h?.values.subarray(0, 40 * 20) ?? []),
  ]);
});

test('a cancelled run answers nothing and leaves no tensor behind', async () => {
  const loaded = loadedOf(weightsOf(letters));
  const before = tf.memory().numTensors;
  const tokens = new Array<number>(5000).fill(3);
  expect(
    await runNetwork(letters, loaded, jobOf(tokens, 'h'), { backend: 'cpu', pause: () => Promise.resolve(false) }),
  ).toBeUndefined();
  await runNetwork(letters, loaded, jobOf(tokens.slice(0, 100), 'h', 'y'), goOn);
  expect(tf.memory().numTensors).toBe(before);
});

test('an empty text leaves an empty run that still knows its sizes', async () => {
  const trace = await runNetwork(letters, loadedOf(weightsOf(letters)), jobOf([], 'h', 'y'), goOn);
  expect(trace).toMatchObject({ steps: 0, tokens: [], msPerStep: 0, quantities: { h: { size: 20 }, y: { size: 65 } } });
});

test('a run that leaves the range of numbers is cut off before it does, and says where', async () => {
  const weights = weightsOf(misprinted);
  const doubled = {
    ...weights,
    W_hh: { shape: [20, 20], values: (weights.W_hh?.values ?? new Float32Array()).map((value) => 8 * value) },
  };
  const trace = await runNetwork(misprinted, loadedOf(doubled), jobOf(new Array<number>(400).fill(5), 'h', 'y'), goOn);
  expect(trace?.leftRangeAt).toBeGreaterThan(1);
  expect(trace?.steps).toBe(trace?.leftRangeAt);
  expect(Object.values(trace?.quantities ?? {}).every(({ values }) => values.every(Number.isFinite))).toBe(true);
});

test('a quantity that the network has not is refused by name', async () => {
  await expect(runNetwork(letters, loadedOf(weightsOf(letters)), jobOf([1], 'c'), goOn)).rejects.toThrow(
    'tanh-rnn-letters has no quantity "c"; has h, y',
  );
});

test('the check sees a Trace that was tampered with', async () => {
  const weights = weightsOf(letters);
  const trace = await runNetwork(letters, loadedOf(weights), jobOf([5, 6, 7], 'h', 'y'), goOn);
  if (trace === undefined) throw new Error('the run was cancelled');
  const h = trace.quantities.h?.values;
  if (h !== undefined) h[2 * 20 + 4] = (h[2 * 20 + 4] ?? 0) + 0.01;
  expect(await checkTrace(letters, weights, trace, 2, goOn.pause)).toMatchObject({ quantity: 'h', step: 2 });
  expect((await checkTrace(letters, weights, trace, 2, goOn.pause))?.largest).toBeCloseTo(0.01, 6);
  expect((await checkTrace(letters, weights, trace, 1, goOn.pause))?.largest).toBeLessThan(1e-6);
  await expect(checkTrace(letters, weights, trace, 3, goOn.pause)).rejects.toThrow(
    'there is no step 4 to check; the run has 3',
  );
});

test('a wire that is cut at one step alone is whole again after it', async () => {
  const weights = weightsOf(letters);
  const tokens = tokensOf('hello world', letters);
  const interventions = [{ kind: 'cut', weight: 'W_hh', from: 5, until: 6 }] as const;
  const trace = await runNetwork(letters, loadedOf(weights), { ...jobOf(tokens, 'h'), interventions }, goOn);
  const xs = tokens.map((token) => Array.from({ length: 65 }, (_, index) => (index === token ? 1 : 0)));
  const exact = evaluateIntervened(letters.network, nestWeights(weights), xs, interventions);
  if (trace === undefined) throw new Error('the run was cancelled');
  exact.forEach(({ h = [] }, t) =>
    h.forEach((value, unit) => expect(vectorAt(trace, 'h', t)[unit]).toBeCloseTo(value, 5)),
  );
});
