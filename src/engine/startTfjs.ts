import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plainWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { guardContext } from './contextGuard';
import type { Backend } from './Engine';

const softwareRenderer = /swiftshader|llvmpipe|softpipe|software|basic render|warp\b/i;

/**
 * Starts one of tfjs's backends in the worker. Answers nothing when it runs, else the reason why it is left alone, as a clause.
 * @param isForced the reader asked for this backend: software WebGL is then accepted
 * @param onLost called when the GPU is taken away later
 */
export async function startTfjs(backend: Backend, isForced: boolean, onLost: () => void): Promise<string | undefined> {
  if (backend === 'webgl') {
    const reason = unfitWebgl(isForced);
    if (reason !== undefined) return reason;
  }
  // The threaded build needs cross-origin isolation and hangs under the book's content security policy.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths({
    'tfjs-backend-wasm.wasm': plainWasm,
    'tfjs-backend-wasm-simd.wasm': simdWasm,
    'tfjs-backend-wasm-threaded-simd.wasm': simdWasm,
  });
  if (!(await tf.setBackend(backend))) return 'it did not start';
  await tf.ready();
  if (tf.getBackend() !== backend) return 'it did not start';
  if (!(await isSinglePrecision())) return 'it computes in half precision, too coarse for the numbers shown here';
  guardContext(onLost);
  return undefined;
}

/** Why WebGL cannot be used here, as a clause; nothing when it can. Software WebGL passes only if it `isForced`. */
export function unfitWebgl(isForced: boolean): string | undefined {
  if (typeof OffscreenCanvas === 'undefined') return 'this browser has no WebGL in workers';
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (gl === null) return 'this browser offers no WebGL 2 here';
  const names = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer = String(gl.getParameter(names?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return !isForced && softwareRenderer.test(renderer) ? 'it is drawn in software here, slower than WASM' : undefined;
}

/** Asks the backend itself, with more numbers than tfjs would hand over to the processor: its own report of precision is wrong. */
async function isSinglePrecision(): Promise<boolean> {
  const sums = tf.tidy(() => tf.add(tf.fill([256], 1), tf.fill([256], 2 ** -16)));
  const values = await sums.data();
  sums.dispose();
  return values.every((value) => value === 1 + 2 ** -16);
}
