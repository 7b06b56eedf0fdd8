import * as tf from '@tensorflow/tfjs';
import type { Expression } from '../../equations/Expression';
import { flattenTensors } from './flattenTensors';
import { FusedProgram } from './FusedProgram';
import type { FusedPlan } from './FusedPlan';
import { addRows, packFlat, putRows, takeRows, unpackFlat } from './packFlat';

/** Names under which tfjs knows a fused run, and the way back through it. */
export const forwardKernel = 'FusedSequence';
export const backwardKernel = 'FusedSequenceGradient';

/** What a fused run is told besides its tensors. */
export interface FusedAttributes {
  readonly plan: FusedPlan;
  readonly steps: number;
  readonly batch: number;
  /** What the tensors are that go in, in their order: tfjs saves lists only. */
  readonly keys: readonly string[];
  /** What this run is known by: the way back finds it in the program's memory if nothing else has run there since. */
  readonly run: object;
}

/** Keys of the tensors that go in: `weight W_xi`, `input x`, `state h`, `mask`; and for the way back `upstream 0` and so on. */
export type FusedTensors = Readonly<Record<string, tf.TensorInfo>>;

/** How a target runs a plan: outputs are [T·B, size], in the order of the plan's values; gradients have the keys of what they belong to. */
export interface FusedTarget {
  forward(tensors: FusedTensors, told: FusedAttributes): tf.Tensor[];
  backward(tensors: FusedTensors, told: FusedAttributes): tf.Tensor[];
}

/** The values that come out of a run, in order: all that are kept. */
export function outputsOf({ values }: FusedPlan): Expression[] {
  return [...values.keys()].filter(({ kind }) => kind === 'operation');
}

/** What of a plan's run gets gradients, in the order in which the way back tells them. */
function gradientKeys({ blocks, inputGradients, stateGradients }: FusedPlan): string[] {
  return [
    ...blocks.flatMap(({ parts }) => parts.map(({ name }) => `weight ${name}`)),
    ...[...inputGradients.keys()].map((name) => `input ${name}`),
    ...[...stateGradients.keys()].map((name) => `state ${name}`),
  ];
}

const programs = new WeakMap<FusedPlan, { readonly program: FusedProgram; held: object | undefined }>();

function programOf(plan: FusedPlan): { readonly program: FusedProgram; held: object | undefined } {
  const known = programs.get(plan) ?? { program: new FusedProgram(plan), held: undefined };
  programs.set(plan, known);
  return known;
}

/** Runs plans in WebAssembly: one copy in and one out a sequence, for any backend whose tensors can be read at once. */
const onWasm: FusedTarget = {
  forward(tensors, told) {
    const { plan, run } = told;
    const state = programOf(plan);
    runInto(state.program, tensors, told);
    state.held = run;
    return outputsOf(plan).map((node) => {
      const [place, size] = [plan.values.get(node), plan.sizeOf(node)];
      if (place === undefined) throw new Error('a value that comes out is not kept');
      return tf.tensor2d(takeRows(state.program.rows(place), size), [told.steps * told.batch, size]);
    });
  },
  backward(tensors, told) {
    const { plan, run, steps, batch } = told;
    const state = programOf(plan);
    const { program } = state;
    if (state.held !== run) runInto(program, tensors, told);
    state.held = run;
    program.clearGradients();
    outputsOf(plan).forEach((node, index) => {
      const place = plan.upstream.get(node);
      if (place !== undefined) addRows(program.rows(place), read(tensors[`upstream ${index}`]), plan.sizeOf(node));
    });
    program.backward();
    const { named, tensorOf } = flattenTensors(plan);
    unpackFlat(plan.blocks, program.gradients(), named);
    return [
      ...plan.blocks.flatMap(({ parts }) => parts.map(({ name }) => tensorOf(name))),
      ...[...plan.inputGradients.values()].map((place, index) => {
        const size = plan.sizeOfInput([...plan.inputGradients.keys()][index] ?? '');
        return tf.tensor2d(takeRows(program.rows(place), size), [steps * batch, size]);
      }),
      ...[...plan.stateGradients].map(([name, place]) => {
        const size = plan.sizeOfState(name);
        return tf.tensor2d(takeRows(program.stateRows(place), size), [batch, size]);
      }),
    ];
  },
};

/** Puts all that goes in into a program's memory, and runs it. */
function runInto(program: FusedProgram, tensors: FusedTensors, { plan, steps, batch }: FusedAttributes): void {
  program.lay(steps, batch);
  const named = Object.fromEntries(
    plan.blocks.flatMap(({ parts }) => parts.map(({ name }) => [name, read(tensors[`weight ${name}`])])),
  );
  packFlat(plan.blocks, named, program.weights());
  for (const [name, place] of plan.inputs)
    putRows(program.rows(place), read(tensors[`input ${name}`]), plan.sizeOfInput(name));
  for (const [name, place] of plan.states)
    putRows(program.stateRows(place), read(tensors[`state ${name}`]), plan.sizeOfState(name));
  if (plan.isMasked) program.mask().set(read(tensors.mask));
  program.forward();
}

function read(tensor: tf.TensorInfo | undefined): Float32Array {
  if (tensor === undefined) throw new Error('a fused run lacks one of its tensors');
  return tf.engine().readSync(tensor.dataId) as Float32Array;
}

/** Registers the fused run and its gradient with tfjs, for a backend. */
export function registerTarget(backendName: string, target: FusedTarget): void {
  for (const [kernelName, pass] of [
    [forwardKernel, 'forward'],
    [backwardKernel, 'backward'],
  ] as const)
    tf.registerKernel({
      kernelName,
      backendName,
      kernelFunc: ({ inputs, attrs }) => target[pass](namedTensors(inputs, attrs), attrs as unknown as FusedAttributes),
    });
}

/** The way forward gets a list, the way back names. */
function namedTensors(inputs: unknown, attrs: unknown): FusedTensors {
  const { keys } = attrs as FusedAttributes;
  if (!Array.isArray(inputs)) return inputs as FusedTensors;
  return Object.fromEntries(keys.map((key, place) => [key, (inputs as tf.TensorInfo[])[place]])) as FusedTensors;
}

for (const backend of ['wasm', 'cpu']) registerTarget(backend, onWasm);

tf.registerGradient({
  kernelName: forwardKernel,
  saveAllInputs: true,
  outputsToSave: new Array<boolean>(256).fill(true),
  gradFunc(dy, saved, attrs) {
    const told = attrs as unknown as FusedAttributes;
    const upstream = Array.isArray(dy) ? dy : [dy];
    const tensors: Record<string, tf.Tensor> = {};
    told.keys.forEach((key, place) => {
      const tensor = saved[place];
      if (tensor !== undefined) tensors[key] = tensor;
    });
    saved.slice(told.keys.length).forEach((tensor, place) => {
      tensors[`value ${place}`] = tensor;
    });
    upstream.forEach((tensor, place) => {
      tensors[`upstream ${place}`] = tensor;
    });
    const found = tf.engine().runKernel<tf.Tensor | tf.Tensor[]>(backwardKernel, tensors, attrs);
    const gradients = Array.isArray(found) ? found : [found];
    const named = Object.fromEntries(gradientKeys(told.plan).map((key, place) => [key, gradients[place]]));
    const ofInputs = told.keys.map((key, place) => () => named[key] ?? tf.zerosLike(saved[place] as tf.Tensor));
    return ofInputs as unknown as Record<string, () => tf.Tensor>;
  },
});
