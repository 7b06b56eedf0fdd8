import * as tf from '@tensorflow/tfjs';
import { type SystemId, systems } from '../systems';
import type { System } from '../systems/System';
import { requireFit } from '../traces/requireFit';
import { readSafetensors } from '../traces/safetensors';
import type { SequenceInput } from '../traces/SequenceInput';
import { sizesOf } from '../traces/sizesOf';
import type { Weights } from '../traces/Weights';
import { letEventsIn } from '../training/letEventsIn';
import { toTensors } from '../training/tensors';
import { checkTrace } from './checkTrace';
import { isContextLost } from './contextGuard';
import type { Backend } from './Engine';
import type { JobRequest, Reply, Request } from './messages';
import { runBatch } from './runBatch';
import { type LoadedWeights, runNetwork } from './runNetwork';
import { sampleNetwork } from './sampleNetwork';
import { startTfjs, unfitWebgl } from './startTfjs';
import { startTrainer } from './startTrainer';
import type { Progress } from './Trainer';
import { TrainingJob } from './TrainingJob';
import { watchKernels } from './watchKernels';

const loaded = new Map<SystemId, Promise<LoadedWeights>>();
const cancelled = new Set<number>();
const training = new Map<number, TrainingJob>();
/** Weights that the page kept from an earlier worker. */
let kept: ReadonlyMap<SystemId, Weights> = new Map();
let backend: Backend = 'cpu';
let root = '';
let queue: Promise<void> = Promise.resolve();
let waiting = 0;
let lastSign = 0;
/** Tests lose the context in the middle of things: kernels until then. */
let kernelsLeft = Number.POSITIVE_INFINITY;
let kernelsCalled = 0;

self.addEventListener('message', ({ data }: MessageEvent<Request>) => {
  if (data.kind === 'start') void start(data);
  else if (data.kind === 'steer') training.get(data.id)?.steer(data.to);
  else if (data.kind === 'retune') training.get(data.id)?.retune(data.settings);
  else if (data.kind === 'cancel') {
    training.get(data.id)?.stop();
    cancelled.add(data.id);
  } else if (data.kind === 'train') void train(data);
  else {
    waiting += 1;
    void inTurn(() => answer(data));
  }
});

// A long turn, compiling shaders for one, is no silence.
watchKernels(() => {
  signAlive();
  kernelsCalled += 1;
  if (--kernelsLeft === 0) loseContext();
});

// A failure outside any job, inside tfjs for one, must not pass in silence.
self.addEventListener('unhandledrejection', (event) => post({ kind: 'lost', reason: reasonOf(event.reason) }));

async function start(request: Extract<Request, { kind: 'start' }>): Promise<void> {
  ({ root, backend, known: kept } = request);
  try {
    const reason = await startTfjs(backend, request.isForced, reportLoss);
    post(reason === undefined ? { kind: 'ready' } : { kind: 'unfit', reason });
  } catch (error) {
    post({ kind: 'unfit', reason: reasonOf(error) });
  }
}

/** One thing at a time: two at once would only slow each other down, and spoil each other's measured times. */
function inTurn(act: () => Promise<void>): Promise<void> {
  return (queue = queue.then(act));
}

async function train({ id, isPaused, ...job }: Extract<Request, { kind: 'train' }>): Promise<void> {
  const tell = (progress: Progress): void => {
    if (isContextLost()) reportLoss();
    else post({ kind: 'progress', id, progress });
  };
  try {
    const running = new TrainingJob(startTrainer(systems[job.system], job), isPaused, {
      inTurn,
      letEventsIn,
      tell,
    });
    training.set(id, running);
    await running.run();
    if (cancelled.has(id)) post({ kind: 'cancelled', id });
  } catch (error) {
    post({ kind: 'failed', id, message: reasonOf(error) });
  }
  training.delete(id);
  cancelled.delete(id);
}

async function answer(request: Exclude<JobRequest, { kind: 'train' }>): Promise<void> {
  const { id } = request;
  let reply: Reply;
  try {
    reply = cancelled.has(id) ? { kind: 'cancelled', id } : await work(request);
  } catch (error) {
    reply = { kind: 'failed', id, message: reasonOf(error) };
  }
  cancelled.delete(id);
  waiting -= 1;
  // Whatever a job says of itself after a loss, a fault of tfjs's included, the job is to be done again.
  if (isContextLost()) reportLoss();
  else post(reply);
}

async function work(request: Exclude<JobRequest, { kind: 'train' }>): Promise<Reply> {
  const { id } = request;
  const isWanted = async (): Promise<boolean> => {
    signAlive();
    await letEventsIn();
    return !cancelled.has(id);
  };
  if (request.kind === 'load') return { kind: 'loaded', id, weights: (await load(request.system)).weights };
  if (request.kind === 'run') {
    const { system, weights } = request;
    const trace = await withWeights(system, weights, (loaded) =>
      runNetwork(systems[system], loaded, request, { backend, pause: isWanted, countKernels: () => kernelsCalled }),
    );
    if (trace === undefined) return { kind: 'cancelled', id };
    return { kind: 'ran', id, trace: weights === undefined ? trace : { ...trace, weights } };
  }
  if (request.kind === 'batch') {
    const { system, weights } = request;
    const values = await withWeights(system, weights, (own) => runBatch(systems[system], own, request));
    return { kind: 'batched', id, values };
  }
  if (request.kind === 'sample') {
    const { system, weights } = request;
    const futures = await withWeights(system, weights, (own) => sampleNetwork(systems[system], own, request, isWanted));
    return futures === undefined ? { kind: 'cancelled', id } : { kind: 'sampled', id, futures };
  }
  if (request.kind === 'look') return { kind: 'looked', id, hasHardware: unfitWebgl(false) === undefined };
  if (request.kind === 'measure') return { kind: 'measured', id, msPerStep: await measure(request) };
  const system = systemOf(request.trace.system);
  const { weights } = request.trace;
  const own = weights === undefined ? (await load(system)).weights : fitting(weights, system);
  const result = await checkTrace(systems[system], own, request.trace, request.scope, isWanted);
  return result === undefined ? { kind: 'cancelled', id } : { kind: 'checked', id, result };
}

/** Does something with a system's stored weights, or with others in their place, which are let go afterwards. */
async function withWeights<T>(
  system: SystemId,
  weights: Weights | undefined,
  use: (loaded: LoadedWeights) => Promise<T>,
): Promise<T> {
  if (weights === undefined) return use(await load(system));
  const tensors = toTensors(fitting(weights, system));
  return use({ weights, tensors }).finally(() => tf.dispose(Object.values(tensors)));
}

/** The median time of a step, ms, over as many runs as fit; a reader's job ends the measurement early. */
async function measure({ system, input, forMs }: Extract<Request, { kind: 'measure' }>): Promise<number> {
  const loaded = await load(system);
  const times: number[] = [];
  const began = performance.now();
  do {
    const pause = (): Promise<boolean> => letEventsIn().then(() => true);
    const trace = await runNetwork(systems[system], loaded, { input, quantities: [] }, { backend, pause });
    times.push(trace?.msPerStep ?? Number.NaN);
    await letEventsIn();
  } while (performance.now() - began < forMs && waiting === 1);
  return times.sort((a, b) => a - b)[times.length >> 1] ?? Number.NaN;
}

function load(system: SystemId): Promise<LoadedWeights> {
  const known = loaded.get(system);
  if (known !== undefined) return known;
  const fresh = fetchSystem(system);
  loaded.set(system, fresh);
  // A failed download is tried again by the next job.
  fresh.catch(() => loaded.delete(system));
  return fresh;
}

async function fetchSystem(system: SystemId): Promise<LoadedWeights> {
  let weights = kept.get(system);
  if (weights === undefined) {
    // A slow line is no silence either.
    const patience = setInterval(signAlive, 500);
    try {
      weights = await fetchWeights(system);
    } finally {
      clearInterval(patience);
    }
    post({ kind: 'fetched', system, weights });
  }
  const loaded = { weights, tensors: toTensors(weights) };
  // The first run pays for compilation; a reader should not.
  const job = { input: firstInput(systems[system]), quantities: [] };
  await runNetwork(systems[system], loaded, job, { backend, pause: () => Promise.resolve(true) });
  return loaded;
}

/** Some four steps that a system can read. */
function firstInput({ vocabulary, sizes: { X = 0 } }: System): SequenceInput {
  if (vocabulary !== '') return { kind: 'tokens', tokens: [0, 1, 2, 3] };
  return { kind: 'vectors', steps: 4, values: new Float32Array(4 * X) };
}

async function fetchWeights(system: SystemId): Promise<Weights> {
  const { checkpoint, title } = systems[system];
  const response = await fetch(new URL(checkpoint, root)).catch(() => undefined);
  if (response === undefined || !response.ok) {
    throw new Error(
      `the weights of “${title}” could not be loaded (${response?.status ?? 'no connection'}); reload the page to try again`,
    );
  }
  const { weights } = readSafetensors(new Uint8Array(await response.arrayBuffer()));
  return fitting(weights, system);
}

function fitting(weights: Weights, system: SystemId): Weights {
  const { network, sizes } = systems[system];
  requireFit(weights, network, sizesOf(network, weights, sizes));
  return weights;
}

function systemOf(id: string): SystemId {
  if (!Object.hasOwn(systems, id))
    throw new Error(`unknown system "${id}"; have ${Object.keys(systems).sort().join(', ')}`);
  return id as SystemId;
}

function reportLoss(): void {
  post({ kind: 'lost', reason: 'the graphics processor was taken away' });
}

/** Says, twice a second at most, that a job is being worked on. */
function signAlive(): void {
  const now = performance.now();
  if (now - lastSign < 500) return;
  lastSign = now;
  post({ kind: 'alive' });
}

function loseContext(): void {
  const { gpgpu } = tf.backend() as unknown as { gpgpu?: { gl?: WebGL2RenderingContext } };
  gpgpu?.gl?.getExtension('WEBGL_lose_context')?.loseContext();
}

function post(reply: Reply): void {
  self.postMessage(reply, {
    transfer:
      reply.kind === 'ran'
        ? Object.values(reply.trace.quantities).map(({ values }) => values.buffer as ArrayBuffer)
        : [],
  });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

// For the book's own tests: how many tensors live, so that a leak is seen; and the loss of the context in the middle of a run.
Object.assign(self, {
  countTensors: () => tf.memory().numTensors,
  loseContextAfter: (kernels: number) => {
    kernelsLeft = kernels;
  },
});
