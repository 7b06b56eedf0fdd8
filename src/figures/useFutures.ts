import { useEffect, useMemo, useState } from 'react';
import type { SampleJob } from '../engine/Engine';
import { getEngine } from '../engine/getEngine';
import { bitsOf } from './bitsOf';
import type { WrittenFuture } from './nextLetterProps';

/** The newest futures there are; what was asked for, and whether they are it. */
export interface Futures {
  readonly futures: readonly WrittenFuture[];
  /** What they were sampled from; undefined for those that were baked into the page. */
  readonly job: SampleJob | undefined;
  readonly isStale: boolean;
  readonly problem: string | undefined;
}

/**
 * Samples futures of a prompt in the worker whenever the job changes; the last ones stay until the new ones have come.
 * @param isWanted false until the figure has come alive
 */
export function useFutures(asked: SampleJob, baked: Futures['futures'], isWanted: boolean): Futures {
  const key = JSON.stringify(asked);
  const job = useMemo(() => JSON.parse(key) as SampleJob, [key]);
  const [done, setDone] = useState<Omit<Futures, 'isStale'>>({ futures: baked, job: undefined, problem: undefined });
  useEffect(() => {
    if (!isWanted) return;
    let isCurrent = true;
    if (job.tokens.length === 0) {
      setDone({ futures: [], job, problem: undefined });
      return;
    }
    getEngine()
      .sample(job)
      .then(
        (sampled) => {
          if (!isCurrent || sampled === undefined) return;
          const futures = sampled.futures.map(({ tokens, chances }) => ({ tokens, bits: bitsOf(chances) }));
          setDone({ futures, job, problem: undefined });
        },
        (error: unknown) =>
          isCurrent &&
          setDone((last) => ({ ...last, job, problem: error instanceof Error ? error.message : String(error) })),
      );
    return () => {
      isCurrent = false;
    };
  }, [job, isWanted]);
  return { ...done, isStale: isWanted && done.job !== job };
}
