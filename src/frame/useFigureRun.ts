import { useEffect, useMemo, useState } from 'react';
import type { Engine, EngineStatus } from '../engine/Engine';
import { getEngine } from '../engine/getEngine';
import { resolveShape } from '../equations/Shape';
import { type SystemId, systems } from '../systems';
import type { Weights } from '../traces/Weights';
import { emptyRun, type Run, readLetters } from './Run';

/** What a figure wants to see run. */
interface FigureJob {
  /** The figure's id. */
  readonly owner: string;
  readonly baked: Run;
  /** Weights that were baked into the page: enough for the baked run, and for no other. */
  readonly bakedWeights: Weights;
  readonly system: SystemId;
  readonly text: string;
  readonly quantities: readonly string[];
}

/** The newest run there is, and how the engine is doing. */
export interface FigureRun {
  readonly run: Run;
  /** Weights of the run's system, as far as they have arrived. */
  readonly weights: Weights;
  /** Undefined until the figure has come alive. */
  readonly status: EngineStatus | undefined;
  /** What went wrong with the last run, in words. */
  readonly problem: string | undefined;
  /** Whether the text is longer than what a figure reads. */
  readonly isCut: boolean;
  /** Whether the shown run is not yet that of the text and network asked for. */
  readonly isStale: boolean;
}

/** Runs a figure's network whenever its text or network changes; the last run stays until the new one has come. */
export function useFigureRun({ owner, baked, bakedWeights, system, text, quantities }: FigureJob): FigureRun {
  const [engine, setEngine] = useState<Engine>();
  const [status, setStatus] = useState<EngineStatus>();
  const [done, setDone] = useState<{ run: Run; asked?: string; problem?: string }>({ run: baked });
  const [loaded, setLoaded] = useState<Partial<Record<SystemId, Weights>>>({});
  const { letters, isCut } = useMemo(() => readLetters(text, system), [text, system]);
  const wanted = quantities.join(' ');
  const asked = `${system} ${wanted} ${text}`;

  useEffect(() => {
    const started = getEngine();
    const update = () => setStatus(started.getStatus());
    const leave = started.subscribe(update);
    setEngine(started);
    update();
    return leave;
  }, []);

  useEffect(() => {
    if (engine === undefined) return;
    let isWanted = true;
    engine.loadWeights(system).then(
      (weights) => isWanted && setLoaded((others) => ({ ...others, [system]: weights })),
      // The run below fails for the same reason, and says so.
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [engine, system]);

  useEffect(() => {
    if (engine === undefined) return;
    const names = wanted.split(' ');
    let isWanted = true;
    const settle = (run: Run) => isWanted && setDone({ run, asked });
    if (letters.length === 0) {
      settle(emptyRun(system, sizesOf(system, names)));
      return;
    }
    const input = { kind: 'tokens', tokens: letters.map(({ token }) => token) } as const;
    engine.run({ owner, system, input, quantities: names }).then(
      (trace) => trace && settle({ system, letters: letters.slice(0, trace.steps), trace }),
      (error: unknown) =>
        isWanted &&
        setDone(({ run }) => ({ run, asked, problem: error instanceof Error ? error.message : String(error) })),
    );
    return () => {
      isWanted = false;
    };
    // Another backend computes the run again: what the engine line says is true of what is shown.
  }, [engine, owner, system, letters, wanted, asked, status?.backend]);

  const weights = loaded[done.run.system] ?? (done.run === baked ? bakedWeights : noWeights);
  return {
    run: done.run,
    weights,
    status,
    problem: done.problem,
    isCut,
    isStale: engine !== undefined && done.asked !== asked,
  };
}

const noWeights: Weights = {};

function sizesOf(system: SystemId, names: readonly string[]): Record<string, number> {
  const { network, sizes } = systems[system];
  return Object.fromEntries(
    names.map((name) => {
      const node = network.quantities.get(name);
      const shape = node && network.shapes.get(node);
      return [name, resolveShape(shape ?? ['H'], sizes)[0] ?? 0];
    }),
  );
}
