import type { WorkerLike } from './BackendWorker';
import type { Reply, Request } from './messages';

/** A worker for tests, which answers nothing by itself: the test speaks for it. */
export class FakeWorker implements WorkerLike {
  readonly received: Request[] = [];
  isTerminated = false;
  readonly #listeners = new Map<string, ((event: Event) => void)[]>();

  postMessage(request: Request): void {
    this.received.push(request);
  }
  terminate(): void {
    this.isTerminated = true;
  }
  addEventListener(kind: string, listener: unknown): void {
    this.#listeners.set(kind, [...(this.#listeners.get(kind) ?? []), listener as (event: Event) => void]);
  }
  say(reply: Reply): void {
    for (const listener of this.#listeners.get('message') ?? []) listener(new MessageEvent('message', { data: reply }));
  }
  breakDown(): void {
    for (const listener of this.#listeners.get('error') ?? []) listener(new Event('error', { cancelable: true }));
  }
}
