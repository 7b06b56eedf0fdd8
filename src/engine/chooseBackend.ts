import type { Backend } from './Engine';

/** How much slower WebGL may be than the fastest and still be taken: it leaves the processor to the page. */
const allowance = 2;

/**
 * Which backend suits a job, by its measured time a step: WebGL on hardware if it is within twice the fastest, else WASM, else the processor.
 * @param msPerStep what was measured, ms; a backend that did not start is left out
 */
export function chooseBackend(msPerStep: Readonly<Partial<Record<Backend, number>>>): Backend {
  const fastest = Math.min(...Object.values(msPerStep));
  if (msPerStep.webgl !== undefined && msPerStep.webgl <= allowance * fastest) return 'webgl';
  return msPerStep.wasm === undefined ? 'cpu' : 'wasm';
}
