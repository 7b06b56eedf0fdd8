import type { Engine } from './Engine';
import { startOrder } from './startOrder';
import { WorkerEngine } from './WorkerEngine';

let engine: Engine | undefined;

/** The page's one engine; the first call starts its worker. Call it in the browser only. */
export function getEngine(): Engine {
  engine ??= new WorkerEngine(
    () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }),
    startOrder(window.location.search),
    new URL(document.documentElement.dataset.root ?? './', document.baseURI).href,
  );
  return engine;
}
