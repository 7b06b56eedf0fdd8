import { useCallback, useEffect, useRef, useState } from 'react';
import type { TrainingRun } from '../engine/Engine';
import { getEngine } from '../engine/getEngine';
import type { Progress, Update } from '../engine/Trainer';
import type { Weights } from '../traces/Weights';
import { carrySystem } from './carryBitProps';

/** What a run is begun with. */
interface TrainingStart {
  readonly H: number;
  readonly seed: number;
  /** May change while the run goes on. */
  readonly rate: number;
}

/** A training run in the page, as its controls and curves see it. */
export interface Training {
  readonly state: 'starting' | Progress['state'] | 'failed';
  /** The weights after the last update that was told; undefined until the run has begun. */
  readonly weights: Weights | undefined;
  /** Every update so far, oldest first. */
  readonly updates: readonly Update[];
  /** How many updates the run has. */
  readonly last: number;
  /** Time that it has been running, ms. */
  readonly ranFor: number;
  /** Why it came to an end before its time. */
  readonly message: string | undefined;
  readonly go: () => void;
  readonly pause: () => void;
  readonly step: () => void;
  /** Begins again from the same seed. */
  readonly reset: () => void;
}

const atRest = { state: 'starting', weights: undefined, updates: [], ranFor: 0, message: undefined } as const;
type Told = Pick<Training, 'state' | 'weights' | 'updates' | 'ranFor' | 'message'>;

/** How many updates a run in the page has. */
const lastUpdate = 1500;

/**
 * Holds a training run from scratch, begun anew at rest whenever seed or size change: nothing trains by itself. Without a start there is none.
 * @param start undefined while the reader trains nothing
 */
export function useTraining(start: TrainingStart | undefined): Training {
  const [told, setTold] = useState<Told>(atRest);
  const [round, setRound] = useState(0);
  const run = useRef<TrainingRun>(undefined);
  const isOn = start !== undefined;
  const { H = 0, seed = 0, rate = 0 } = start ?? {};
  const rateNow = useRef(rate);
  rateNow.current = rate;

  useEffect(() => {
    setTold(atRest);
    if (!isOn) return;
    let isWanted = true;
    let heardAt: number | undefined;
    const onProgress = (progress: Progress): void => {
      if (!isWanted) return;
      const now = performance.now();
      const passed = heardAt === undefined || progress.updates.length === 0 ? 0 : now - heardAt;
      heardAt = progress.state === 'running' || progress.updates.length > 0 ? now : undefined;
      setTold((before) => {
        // After a lost backend some updates are made, and told, a second time.
        const from = progress.updates[0]?.update ?? Number.POSITIVE_INFINITY;
        const kept = before.updates.at(-1)?.update ?? 0;
        const earlier = kept >= from ? before.updates.filter(({ update }) => update < from) : before.updates;
        return {
          state: progress.state,
          weights: copyOf(progress.weights),
          updates: [...earlier, ...progress.updates],
          ranFor: before.ranFor + passed,
          message: progress.message,
        };
      });
    };
    const started = getEngine().train(
      {
        ...{ system: carrySystem, isPaused: true, seed, sizes: { H }, updates: lastUpdate },
        settings: { learningRate: rateNow.current },
      },
      onProgress,
    );
    started.ended.catch((error: unknown) => {
      if (isWanted)
        setTold((before) => ({
          ...before,
          state: 'failed',
          message: error instanceof Error ? error.message : String(error),
        }));
    });
    run.current = started;
    return () => {
      isWanted = false;
      run.current = undefined;
      started.stop();
    };
  }, [isOn, H, seed, round]);

  useEffect(() => {
    run.current?.steer({ settings: { learningRate: rate } });
  }, [rate]);

  return {
    ...told,
    last: lastUpdate,
    go: useCallback(() => {
      setTold((before) => ({ ...before, state: 'running' }));
      run.current?.resume();
    }, []),
    pause: useCallback(() => run.current?.pause(), []),
    step: useCallback(() => run.current?.step(), []),
    reset: useCallback(() => setRound((before) => before + 1), []),
  };
}

/** Each word's weights are an object of their own, so that who draws them sees that they are new. */
function copyOf(weights: Weights): Weights {
  return { ...weights };
}
