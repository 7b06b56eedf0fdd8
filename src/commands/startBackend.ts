import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';

/** Starts tfjs's WASM backend in Node, single-threaded, from the installed package. */
export async function startBackend(): Promise<void> {
  const manifest = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json');
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths(join(dirname(manifest), 'dist') + sep);
  if (!(await tf.setBackend('wasm'))) throw new Error('the WASM backend did not start; run npm ci again');
}
