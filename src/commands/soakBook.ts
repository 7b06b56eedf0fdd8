import { type CDPSession, chromium, type Page, type Worker } from '@playwright/test';
import { preview } from 'vite';
import { createRandom } from '../base/random';
import { findBrowser } from './findBrowser';
import type { Sample } from './medianSlope';

/** What is read of the book while it is used. */
export interface SoakSample {
  /** Hours since the start. */
  readonly at: number;
  readonly phase: 'reading' | 'training';
  readonly tensors: number;
  /** Heaps of page and worker after a collection of garbage, MB. */
  readonly page: number;
  readonly worker: number;
  /** Updates that the training run has made so far. */
  readonly updates: number;
}

/** What the worker shows to the book's own tests. */
interface WorkerScope {
  countTensors(): number;
  updates?: number;
  postMessage(reply: unknown, options?: unknown): void;
}

/** The text that stands in the field whenever a sample is taken. */
const rest = 'to be or not to be';

/**
 * Opens the built book, types and scrubs, then trains while the page is as good as hidden, and samples memory all the while.
 * @param minutes how long each phase lasts
 * @param onSample told of each sample as it is taken
 */
export async function soakBook(
  minutes: { readonly reading: number; readonly training: number },
  onSample: (sample: SoakSample) => void,
): Promise<SoakSample[]> {
  const server = await preview({ preview: { port: 0 } });
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  const samples: SoakSample[] = [];
  const began = performance.now();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    // The TypeScript runner wraps functions in a call that the page does not know.
    await page.addInitScript('globalThis.__name = (named) => named');
    await page.goto(`${server.resolvedUrls?.local[0] ?? ''}the-simplest-recurrent-network/`);
    await page.locator('[data-figure] input[type=text]').first().scrollIntoViewIfNeeded();
    await page.locator('[data-figure][data-live]').first().waitFor();
    const take = async (phase: SoakSample['phase']): Promise<void> => {
      const sample = { at: (performance.now() - began) / 3_600_000, phase, ...(await measure(page)) };
      samples.push(sample);
      onSample(sample);
    };
    await repeat(
      minutes.reading,
      () => read(page),
      () => take('reading'),
    );
    if (minutes.training > 0) {
      await startTraining(page);
      await repeat(
        minutes.training,
        () => page.waitForTimeout(200),
        () => take('training'),
      );
    }
  } finally {
    await browser.close();
    await server.close();
  }
  return samples;
}

/** The slope's points: one phase, less its first third, in which caches fill and code warms up. */
export function afterWarmUp(samples: readonly SoakSample[], phase: SoakSample['phase']): (SoakSample & Sample)[] {
  const own = samples.filter((sample) => sample.phase === phase);
  return own.slice(Math.floor(own.length / 3)).map((sample) => ({ ...sample, value: sample.page + sample.worker }));
}

/** Does something over and over for some minutes, and takes twenty samples meanwhile. */
async function repeat(minutes: number, act: () => Promise<unknown>, take: () => Promise<void>): Promise<void> {
  const began = performance.now();
  const pause = (minutes * 60_000) / 20;
  for (let sample = 1; sample <= 20; sample++) {
    do await act();
    while (performance.now() - began < sample * pause);
    await take();
  }
}

const random = createRandom(1);

/**
 * What a reader does for some seconds: types into every figure, letter by letter, and drags the playhead along. One call into the page, since
 * each one leaves a little memory behind there that is not the book's.
 */
function read(page: Page): Promise<void> {
  const texts = Array.from({ length: 4 }, () =>
    Array.from({ length: 12 }, () => 'etaoin shrdlu, '[random.integer(15)]).join(''),
  );
  return page.evaluate(
    async ([typed, rested]) => {
      const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
      // React hears of a value only when it is set past its own setter.
      const property = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
      const set = (input: HTMLInputElement, value: string): void => {
        property?.set?.call(input, value);
        input.dispatchEvent(new Event('input', { bubbles: true }));
      };
      const inputs = (kind: string) => document.querySelectorAll<HTMLInputElement>(`[data-figure] input[type=${kind}]`);
      for (const text of typed) {
        for (const field of inputs('text'))
          for (let length = 0; length <= text.length; length++) {
            set(field, text.slice(0, length));
            await wait(30);
          }
        for (const range of inputs('range'))
          for (let t = 1; t <= Number(range.max); t++) {
            set(range, String(t));
            await wait(16);
          }
      }
      for (const field of inputs('text')) set(field, rested);
      await wait(300);
    },
    [texts, rest] as const,
  );
}

async function measure(page: Page): Promise<Omit<SoakSample, 'at' | 'phase'>> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const worker = await measureWorker(session);
  await session.detach();
  const inside = await workerOf(page).evaluate(() => {
    const scope = globalThis as unknown as WorkerScope;
    return { tensors: scope.countTensors(), updates: scope.updates ?? 0 };
  });
  return { ...inside, page: usedSize / 2 ** 20, worker };
}

/** The worker's heap after a collection of garbage, MB. A worker is reached through the page's session only by messages in messages. */
async function measureWorker(session: CDPSession): Promise<number> {
  const attached = new Promise<string>((resolve) => {
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      if (targetInfo.type === 'worker') resolve(sessionId);
    });
  });
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  const sessionId = await attached;
  const ask = async (id: number, method: string): Promise<unknown> => {
    const answer = new Promise<unknown>((resolve) => {
      session.on('Target.receivedMessageFromTarget', ({ message }) => {
        const reply = JSON.parse(message) as { id?: number; result?: unknown };
        if (reply.id === id) resolve(reply.result);
      });
    });
    await session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) });
    return answer;
  };
  await ask(1, 'HeapProfiler.collectGarbage');
  const { usedSize } = (await ask(2, 'Runtime.getHeapUsage')) as { usedSize: number };
  return usedSize / 2 ** 20;
}

function workerOf(page: Page): Worker {
  const worker = page.workers().at(-1);
  if (worker === undefined) throw new Error('the book has no worker');
  return worker;
}

/** Starts a training run in the page's own worker, and takes from the page what a hidden one is denied: frames and timers. */
async function startTraining(page: Page): Promise<void> {
  await workerOf(page).evaluate(() => {
    const scope = globalThis as unknown as WorkerScope;
    const post = scope.postMessage.bind(scope);
    scope.updates = 0;
    scope.postMessage = (reply, options) => {
      const { kind, progress } = reply as { kind: string; progress?: { updates: readonly unknown[] } };
      if (kind === 'progress') scope.updates = (scope.updates ?? 0) + (progress?.updates.length ?? 0);
      else post(reply, options);
    };
    const tokens = Array.from({ length: 2_000_000 }, (_, i) => (i * i) % 60);
    const data = { kind: 'train', id: 1e6, system: 'tanh-rnn-letters', tokens, isPaused: false };
    self.dispatchEvent(new MessageEvent('message', { data }));
  });
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });
    Object.assign(globalThis, { requestAnimationFrame: () => 0, setTimeout: () => 0, setInterval: () => 0 });
    document.dispatchEvent(new Event('visibilitychange'));
  });
}
