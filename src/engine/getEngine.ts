import { type Backend, backends, type Engine } from './Engine';
import { startOrder } from './startOrder';
import { WorkerEngine } from './WorkerEngine';

let engine: Engine | undefined;

/** The page's one engine; the first call starts its worker. Call it in the browser only. */
export function getEngine(): Engine {
  engine ??= new WorkerEngine({
    makeWorker: () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }),
    order: startOrder(
      window.location.search,
      read(() => localStorage.getItem('backend')),
    ),
    root: new URL(document.documentElement.dataset.root ?? './', document.baseURI).href,
    rememberChoice: (backend) =>
      read(() =>
        backend === undefined ? localStorage.removeItem('backend') : localStorage.setItem('backend', backend),
      ),
    measured: {
      get: (system) => {
        const known = read(() => sessionStorage.getItem(`best backend for ${system}`));
        return backends.find((backend) => backend === known);
      },
      set: (system, backend: Backend) => read(() => sessionStorage.setItem(`best backend for ${system}`, backend)),
    },
  });
  return engine;
}

/** Storage that a browser forbids is storage that holds nothing. */
function read<T>(from: () => T): T | undefined {
  try {
    return from();
  } catch {
    return undefined;
  }
}
