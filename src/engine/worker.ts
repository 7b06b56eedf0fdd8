import * as tf from '@tensorflow/tfjs';
import type { ParameterTensors } from '../kernels/runSequence';
import { type SystemId, systems } from '../systems';
import { readSafetensors } from '../traces/safetensors';
import type { Weights } from '../traces/Weights';
import { toTensors } from '../training/tensors';
import { checkTrace } from './checkTrace';
import type { Backend } from './Engine';
import type { JobRequest, Reply, Request } from './messages';
import { runNetwork } from './runNetwork';
import { startTfjs } from './startTfjs';

/** Weights of a system: as its file holds them, and on the backend. */
interface Loaded {
  readonly weights: Weights;
  readonly tensors: ParameterTensors;
}

const loaded = new Map<SystemId, Promise<Loaded>>();
const cancelled = new Set<number>();
let backend: Backend = 'cpu';
let root = '';
let queue: Promise<void> = Promise.resolve();

self.addEventListener('message', ({ data }: MessageEvent<Request>) => {
  if (data.kind === 'start') void start(data);
  else if (data.kind === 'cancel') cancelled.add(data.id);
  // One job at a time: two at once would only slow each other down, and spoil each other's measured times.
  else queue = queue.then(() => answer(data));
});

// A failure outside any job, inside tfjs for one, must not pass in silence.
self.addEventListener('unhandledrejection', (event) => post({ kind: 'lost', reason: reasonOf(event.reason) }));

async function start(request: Extract<Request, { kind: 'start' }>): Promise<void> {
  root = request.root;
  backend = request.backend;
  try {
    const reason = await startTfjs(backend, request.isForced, (lost) => post({ kind: 'lost', reason: lost }));
    post(reason === undefined ? { kind: 'ready' } : { kind: 'unfit', reason });
  } catch (error) {
    post({ kind: 'unfit', reason: reasonOf(error) });
  }
}

async function answer(request: JobRequest): Promise<void> {
  const { id } = request;
  try {
    post(cancelled.has(id) ? { kind: 'cancelled', id } : await work(request));
  } catch (error) {
    post({ kind: 'failed', id, message: reasonOf(error) });
  }
  cancelled.delete(id);
}

async function work(request: JobRequest): Promise<Reply> {
  const { id } = request;
  const isWanted = async (): Promise<boolean> => {
    await letMessagesIn();
    return !cancelled.has(id);
  };
  if (request.kind === 'load') return { kind: 'loaded', id, weights: (await load(request.system)).weights };
  if (request.kind === 'run') {
    const { tensors } = await load(request.system);
    const trace = await runNetwork(systems[request.system], tensors, request.tokens, request.quantities, {
      backend,
      pause: isWanted,
    });
    return trace === undefined ? { kind: 'cancelled', id } : { kind: 'ran', id, trace };
  }
  const system = systemOf(request.trace.system);
  const { weights } = await load(system);
  const result = await checkTrace(systems[system], weights, request.trace, request.scope, isWanted);
  return result === undefined ? { kind: 'cancelled', id } : { kind: 'checked', id, result };
}

function load(system: SystemId): Promise<Loaded> {
  const known = loaded.get(system);
  if (known !== undefined) return known;
  const fresh = fetchSystem(system);
  loaded.set(system, fresh);
  // A failed download is tried again by the next job.
  fresh.catch(() => loaded.delete(system));
  return fresh;
}

async function fetchSystem(system: SystemId): Promise<Loaded> {
  const { checkpoint, title } = systems[system];
  const response = await fetch(new URL(checkpoint, root)).catch(() => undefined);
  if (response === undefined || !response.ok) {
    throw new Error(
      `the weights of “${title}” could not be loaded (${response?.status ?? 'no connection'}); reload the page to try again`,
    );
  }
  const { weights } = readSafetensors(new Uint8Array(await response.arrayBuffer()));
  const tensors = toTensors(weights);
  // The first run pays for compilation; a reader should not.
  await runNetwork(systems[system], tensors, [0, 1, 2, 3], [], { backend, pause: () => Promise.resolve(true) });
  return { weights, tensors };
}

function systemOf(id: string): SystemId {
  if (!Object.hasOwn(systems, id))
    throw new Error(`unknown system "${id}"; have ${Object.keys(systems).sort().join(', ')}`);
  return id as SystemId;
}

function letMessagesIn(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
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

// Tells the page's tests how many tensors live, so that a leak is seen.
Object.assign(self, { countTensors: () => tf.memory().numTensors });
