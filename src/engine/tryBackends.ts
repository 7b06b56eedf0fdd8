import type { BackendWorker, WorkerListener } from './BackendWorker';
import { chooseBackend } from './chooseBackend';
import type { Backend } from './Engine';
import type { JobRequest, Reply } from './messages';

/** What a trial may do, and what it starts from. */
interface Trial {
  /** The backend that answers meanwhile. */
  readonly present: Backend;
  /** What an earlier trial of the session found. */
  readonly known: Backend | undefined;
  /** Whether there is WebGL on hardware, to try at all. */
  readonly hasHardware: () => Promise<boolean>;
  readonly start: (backend: Backend, listener: WorkerListener) => BackendWorker;
  /** The job to measure, under an id. */
  readonly measure: (id: number) => JobRequest;
  readonly measurePresent: () => Promise<Reply | undefined>;
}

/** What a trial found: the best backend, and its worker, warm, if that is not the present one. */
interface Finding {
  readonly best: Backend;
  readonly worker?: BackendWorker;
}

/** Measures a job on WebGL, each in a worker of its own and one after the other, against what there is without it. */
export async function tryBackends(trial: Trial): Promise<Finding> {
  const { present, known } = trial;
  if ((known !== undefined && known !== 'webgl') || !(await trial.hasHardware())) return { best: present };
  const webgl = await measureOn('webgl', trial);
  if (webgl === undefined) return { best: present };
  if (known === 'webgl') return { best: 'webgl', worker: webgl.worker };

  const reply = await trial.measurePresent().catch(() => undefined);
  const other = present === 'cpu' ? undefined : await measureOn('cpu', trial);
  other?.worker.end();
  const best = chooseBackend({
    webgl: webgl.msPerStep,
    ...(other === undefined ? {} : { cpu: other.msPerStep }),
    ...(reply?.kind === 'measured' ? { [present]: reply.msPerStep } : {}),
  });
  if (best === 'webgl' && !webgl.worker.isOver) return { best, worker: webgl.worker };
  webgl.worker.end();
  return { best: present };
}

function measureOn(
  backend: Backend,
  { start, measure }: Trial,
): Promise<{ worker: BackendWorker; msPerStep: number } | undefined> {
  return new Promise((resolve) => {
    const worker = start(backend, {
      onReady: () => worker.send(measure(0)),
      onReply: (reply) => {
        if (reply.kind === 'measured') return resolve({ worker, msPerStep: reply.msPerStep });
        worker.end();
        resolve(undefined);
      },
      onFetched: () => undefined,
      onEnd: () => resolve(undefined),
    });
  });
}
