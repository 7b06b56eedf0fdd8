import * as tf from '@tensorflow/tfjs';
import { createRandom } from '../base/random';
import { cells } from '../cells';
import { parameters } from '../equations/evaluate';
import { runFusedSequence } from '../kernels/runFusedSequence';
import { runSequence } from '../kernels/runSequence';
import { nextSymbol } from '../networks/nextSymbol';
import { oneHotRows } from '../tasks/oneHotRows';
import { sequenceLoss } from '../training/sequenceLoss';
import { zeroState } from '../training/tensors';

/** What one training step of a cell does on the backend that is set, on either path. */
export interface StepInspection {
  readonly cell: string;
  readonly isFused: boolean;
  /** Largest difference of a loss, and of a gradient in units of the largest, between the paths. */
  readonly loss: number;
  readonly gradient: number;
  /** Programs that the graphics processor was asked to run, forwards and backwards; none where there is none. */
  readonly draws: { readonly fused: number; readonly plain: number };
}

/** Compares the two paths over one batch forwards and backwards, and counts what WebGL draws for it. */
export async function inspectFused(
  cell: keyof typeof cells,
  { B, T, H, V }: { B: number; T: number; H: number; V: number },
): Promise<StepInspection> {
  const network = nextSymbol(cells[cell]);
  const sizes = { X: V, H, Y: V };
  const random = createRandom(5);
  const names = Object.keys(parameters(network, sizes));
  const weights = Object.values(parameters(network, sizes)).map((shape) =>
    tf.tensor(
      Float32Array.from(
        { length: shape.reduce((a, b) => a * b, 1) },
        () => (random.uniform() - 0.5) / Math.sqrt(H / 8),
      ),
      [...shape],
    ),
  );
  const draw = (): Float32Array =>
    oneHotRows(
      Array.from({ length: T * B }, () => random.integer(V)),
      V,
    );
  const every = new Uint8Array(T * B).fill(1);
  const batch = { steps: T, batch: B, inputs: draw(), targets: draw(), counted: every, scored: every };
  const before = zeroState(network, sizes, B);
  let isFused = false;
  const step = async (run: typeof runSequence): Promise<{ loss: number; gradients: Float32Array[]; draws: number }> => {
    const count = countDraws();
    const { value, grads } = tf.tidy(() =>
      tf.valueAndGrads((...given: tf.Tensor[]) => {
        const named = Object.fromEntries(names.map((name, place) => [name, given[place] as tf.Tensor]));
        return sequenceLoss(network, named, batch, before, 'crossEntropy', run).loss;
      })(weights),
    );
    const draws = count();
    const [loss = Number.NaN] = await value.data();
    const gradients = await Promise.all(grads.map((tensor) => tensor.data<'float32'>()));
    tf.dispose([value, grads]);
    return { loss, gradients, draws };
  };
  const fused = await step((...given) => {
    const run = runFusedSequence(...given);
    isFused = run.isFused;
    return run;
  });
  const plain = await step(runSequence);
  tf.dispose([weights, before]);
  const largest = plain.gradients.reduce(
    (most, values) => values.reduce((max, v) => Math.max(max, Math.abs(v)), most),
    0,
  );
  const gradient = plain.gradients.reduce(
    (most, values, place) =>
      values.reduce(
        (max, v, i) => Math.max(max, Math.abs(v - (fused.gradients[place]?.[i] ?? Number.NaN)) / largest),
        most,
      ),
    0,
  );
  return {
    ...{ cell, isFused, gradient },
    loss: Math.abs(fused.loss - plain.loss),
    draws: { fused: fused.draws, plain: plain.draws },
  };
}

/** Counts the programs that WebGL runs from now on; answers a way to ask, which also ends the counting. */
function countDraws(): () => number {
  const { gpgpu } = tf.backend() as unknown as { gpgpu?: { executeProgram: () => void } };
  if (gpgpu === undefined) return () => 0;
  const own = gpgpu.executeProgram.bind(gpgpu);
  let count = 0;
  gpgpu.executeProgram = () => {
    count += 1;
    own();
  };
  return () => {
    gpgpu.executeProgram = own;
    return count;
  };
}
