import * as tf from '@tensorflow/tfjs';

/** The graphics processor was taken away: what has been read since, and maybe a little before, may be zeros. */
class ContextLostError extends Error {
  override name = 'ContextLostError';
}

/** How often a read that does not come looks whether the context is still there, ms. */
const lookAgain = 50;

/** More numbers than tfjs would compute on the processor instead. */
const sentinelSize = 256;

interface Guard {
  readonly gl: WebGL2RenderingContext;
  /** A tensor that lives on the GPU from the start: if memory there was lost, even for a moment, it is gone too. */
  readonly sentinel: tf.Tensor1D;
  isLost: boolean;
  reads: number;
}

let guard: Guard | undefined;

/**
 * Watches tfjs's WebGL context from now on; on other backends there is nothing to watch.
 * @param onLost called once, as soon as the loss is noticed
 */
export function guardContext(onLost: () => void): void {
  const { gpgpu } = tf.backend() as unknown as { gpgpu?: { gl?: WebGL2RenderingContext } };
  const gl = gpgpu?.gl;
  if (gl === undefined) return;
  const doubled = tf.tidy(() => tf.add(tf.fill([sentinelSize], 1), tf.fill([sentinelSize], 2)));
  guard = { gl, sentinel: doubled as tf.Tensor1D, isLost: false, reads: 0 };
  gl.canvas.addEventListener('webglcontextlost', () => {
    if (guard !== undefined) guard.isLost = true;
    onLost();
  });
}

/** Whether the context was ever lost. A context that came back has forgotten its tensors all the same. */
export function isContextLost(): boolean {
  if (guard === undefined) return false;
  guard.isLost ||= guard.gl.isContextLost();
  return guard.isLost;
}

/**
 * Reads tensors back from the backend. After a loss tfjs hands out zeros without a word, or never answers: here the read is refused instead,
 * by the context's own word before and after, and by a sum over a tensor that must still be on the GPU when all else has been read.
 * @throws ContextLostError
 */
export async function readBack(tensors: readonly tf.Tensor[]): Promise<Float32Array[]> {
  refuseIfLost();
  const values = await orLost(Promise.all(tensors.map((tensor) => tensor.data<'float32'>())));
  if (guard !== undefined) {
    guard.reads += 1;
    const expected = 3 + guard.reads;
    const sum = tf.tidy(() => tf.add(guard?.sentinel ?? 0, tf.fill([sentinelSize], expected - 3)));
    const seen = await orLost(sum.data());
    sum.dispose();
    guard.isLost ||= seen.some((value) => value !== expected);
  }
  refuseIfLost();
  return values.map((read) => new Float32Array(read));
}

function refuseIfLost(): void {
  if (isContextLost()) throw new ContextLostError('the graphics processor was taken away');
}

function orLost<T>(reading: Promise<T>): Promise<T> {
  if (guard === undefined) return reading;
  let looking: ReturnType<typeof setInterval> | undefined;
  const loss = new Promise<never>((_, reject) => {
    looking = setInterval(() => {
      if (isContextLost()) reject(new ContextLostError('the graphics processor was taken away'));
    }, lookAgain);
  });
  return Promise.race([reading, loss]).finally(() => clearInterval(looking));
}
