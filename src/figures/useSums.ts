import { useEffect, useMemo, useRef, useState } from 'react';
import { getEngine } from '../engine/getEngine';
import type { Intervention } from '../equations/Intervention';
import type { Weights } from '../traces/Weights';
import { carrySystem, drawSums } from './carryBitProps';
import { probeCarry } from './carryProbe';
import { measureSums, shareOfBits, type SumsMeasured } from './measureSums';

/** What is measured on several hundred sums, of the network as it is and with what was done to it. */
export interface LiveSums {
  readonly measured: SumsMeasured;
  /** The share of bits right with the interventions; as long as there are none, that without. */
  readonly bitsRight: number;
  /** With each unit (from 0) frozen alone, at its mean and at zero; undefined until it has been measured. */
  readonly frozen: readonly { readonly atMean: number; readonly atZero: number }[] | undefined;
}

/** How long a network in training is let learn between two looks at it, ms: the worker has one thing to do at a time. */
const betweenLooks = 500;

/**
 * Measures the network on the same several hundred sums whenever its weights or what was done to it change. While it is being trained it is
 * looked at twice a second, and single units are frozen only once it rests.
 */
export function useSums(
  id: string,
  baked: SumsMeasured,
  {
    weights,
    interventions,
    isAlive,
    isTraining,
  }: {
    readonly weights: Weights | undefined;
    readonly interventions: readonly Intervention[];
    readonly isAlive: boolean;
    readonly isTraining: boolean;
  },
): LiveSums {
  const [own, setOwn] = useState<{ weights: Weights; measured: SumsMeasured }>();
  const [done, setDone] = useState<{ key: string; weights: Weights | undefined; bitsRight: number }>();
  const [frozen, setFrozen] = useState<{ weights: Weights | undefined; of: NonNullable<LiveSums['frozen']> }>();
  const askedAt = useRef(Number.NEGATIVE_INFINITY);
  const measured = weights === undefined ? baked : (own?.measured ?? baked);
  const sums = useMemo(() => (isAlive ? drawSums() : undefined), [isAlive]);
  const key = JSON.stringify(interventions);

  useEffect(() => {
    if (sums === undefined || weights === undefined) return;
    const measure = (): void => {
      askedAt.current = performance.now();
      // An answer about weights that have moved on since is welcome all the same: training is not waited for.
      ask(`${id}-sums`, sums, weights, [], ['h', 'y']).then((values) => {
        if (values?.h === undefined || values.y === undefined) return;
        setOwn({ weights, measured: measureSums(sums, { h: values.h, y: values.y }, probeCarry) });
      }, ignore);
    };
    const wait = isTraining ? askedAt.current + betweenLooks - performance.now() : 0;
    const timer = setTimeout(measure, Math.max(0, wait));
    return () => clearTimeout(timer);
  }, [id, sums, weights, isTraining]);

  useEffect(() => {
    const done = JSON.parse(key) as Intervention[];
    if (sums === undefined || done.length === 0) return;
    let isWanted = true;
    ask(`${id}-changed`, sums, weights, done, ['y']).then((values) => {
      if (isWanted && values?.y !== undefined) setDone({ key, weights, bitsRight: shareOfBits(sums, values.y) });
    }, ignore);
    return () => {
      isWanted = false;
    };
  }, [id, sums, weights, key]);

  const isCurrent = weights === undefined || own?.weights === weights;
  const { means } = measured;
  useEffect(() => {
    if (sums === undefined || isTraining || !isCurrent) return;
    let isWanted = true;
    const measure = async (): Promise<void> => {
      const found: { atMean: number; atZero: number }[] = [];
      for (const [unit, mean] of means.entries()) {
        const shares: number[] = [];
        for (const value of [mean, 0]) {
          const clamp: Intervention = { kind: 'clamp', quantity: 'h', value, units: [unit] };
          const values = await ask(`${id}-frozen`, sums, weights, [clamp], ['y']);
          if (!isWanted || values?.y === undefined) return;
          shares.push(shareOfBits(sums, values.y));
        }
        const [atMean = 0, atZero = 0] = shares;
        found.push({ atMean, atZero });
      }
      setFrozen({ weights, of: found });
    };
    measure().catch(ignore);
    return () => {
      isWanted = false;
    };
  }, [id, sums, weights, means, isTraining, isCurrent]);

  return {
    measured,
    bitsRight: key !== '[]' && done?.key === key && done.weights === weights ? done.bitsRight : measured.bitsRight,
    frozen: frozen?.weights === weights ? frozen?.of : undefined,
  };
}

/** The figure's own run fails for the same reason, and says so. */
function ignore(): void {}

function ask(
  owner: string,
  { steps, batch, inputs }: ReturnType<typeof drawSums>,
  weights: Weights | undefined,
  interventions: readonly Intervention[],
  quantities: readonly string[],
) {
  return getEngine().runBatch({
    ...{ owner, system: carrySystem, sequences: { steps, batch, inputs }, quantities, interventions },
    ...(weights && { weights }),
  });
}
