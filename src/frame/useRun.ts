import { useEffect, useMemo, useState } from 'react';
import type { Engine, EngineStatus } from '../engine/Engine';
import { getEngine } from '../engine/getEngine';
import type { Intervention } from '../equations/Intervention';
import { resolveShape } from '../equations/Shape';
import { type SystemId, systems } from '../systems';
import { stepsOf } from '../traces/SequenceInput';
import { sizesOf } from '../traces/sizesOf';
import type { Weights } from '../traces/Weights';
import { emptyRun, lettersOf, type Run } from './Run';
import { isSameInput, type RunInput } from './RunInput';

/** What a figure wants to see run. */
export interface FigureJob {
  readonly system: SystemId;
  readonly quantities: readonly string[];
  readonly input: RunInput;
  /** Weights in place of the stored ones, such as those of a training run; a new object is a new run. */
  readonly weights?: Weights | undefined;
  /** What is done to the network. */
  readonly interventions?: readonly Intervention[];
}

/** The newest run there is, and how the engine is doing. */
export interface LiveRun {
  readonly run: Run;
  /** The weights that it ran on, untouched, as far as they have arrived. */
  readonly weights: Weights;
  /** Undefined until the figure has come alive. */
  readonly status: EngineStatus | undefined;
  /** What went wrong with the last run, in words. */
  readonly problem: string | undefined;
  /** Whether the text is longer than what a figure reads. */
  readonly isCut: boolean;
  /** Whether the shown run is not yet the one that was asked for. */
  readonly isStale: boolean;
}

interface Done {
  readonly run: Run;
  readonly asked?: object;
  readonly problem?: string;
}

/**
 * Runs a network whenever the job changes; the last run stays until the new one has come. A figure with two runs side by side asks twice.
 * @param job what is to run; while it is not wanted, nothing runs, and what ran last stays
 * @param owner who asks, one name a run: a newer run of the same owner makes an older one stale
 * @param baked the run that lies in the page, and as many of its weights as its equation needs
 */
export function useRun(
  owner: string,
  { isWanted: isAsked = true, ...job }: FigureJob & { readonly isWanted?: boolean },
  baked: { run: Run; weights: Weights },
): LiveRun {
  const { engine, status } = useEngine();
  const [done, setDone] = useState<Done>({ run: baked.run });
  const [loaded, setLoaded] = useState<Partial<Record<SystemId, Weights>>>({});
  const { system, weights } = job;
  const input = useSteady(job.input, isSameInput);
  const quantities = useSteady(job.quantities, isSameJson);
  const interventions = useSteady(job.interventions ?? none, isSameJson);
  const { letters, isCut } = useMemo(() => lettersOf(input, system), [input, system]);
  const asked = useMemo(
    () => ({ system, input, quantities, interventions, weights }),
    [system, input, quantities, interventions, weights],
  );

  useEffect(() => {
    if (engine === undefined) return;
    let isWanted = true;
    engine.loadWeights(system).then(
      (stored) => isWanted && setLoaded((others) => ({ ...others, [system]: stored })),
      // The run below fails for the same reason, and says so.
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [engine, system]);

  useEffect(() => {
    if (engine === undefined || !isAsked) return;
    let isWanted = true;
    const settle = (run: Run) => isWanted && setDone({ run: { ...run, weights }, asked });
    const given =
      input.kind === 'text' ? ({ kind: 'tokens', tokens: letters.map(({ token }) => token) } as const) : input;
    if (stepsOf(given) === 0) {
      settle(emptyRun(system, input, widthsOf(system, quantities, weights)));
      return;
    }
    engine.run({ owner, system, input: given, quantities, interventions, ...(weights && { weights }) }).then(
      (trace) => trace && settle({ system, input, letters: letters.slice(0, trace.steps), trace }),
      (error: unknown) =>
        isWanted &&
        setDone((last) => ({ ...last, asked, problem: error instanceof Error ? error.message : String(error) })),
    );
    return () => {
      isWanted = false;
    };
    // Another backend computes the run again: what the engine line says is true of what is shown.
  }, [engine, isAsked, owner, asked, system, input, letters, quantities, interventions, weights, status?.backend]);

  return {
    run: done.run,
    weights: done.run.weights ?? loaded[done.run.system] ?? (done.run === baked.run ? baked.weights : noWeights),
    status,
    problem: done.problem,
    isCut,
    isStale: engine !== undefined && done.asked !== asked,
  };
}

const noWeights: Weights = {};
const none: readonly Intervention[] = [];

function useEngine(): { engine: Engine | undefined; status: EngineStatus | undefined } {
  const [engine, setEngine] = useState<Engine>();
  const [status, setStatus] = useState<EngineStatus>();
  useEffect(() => {
    const started = getEngine();
    const update = () => setStatus(started.getStatus());
    const leave = started.subscribe(update);
    setEngine(started);
    update();
    return leave;
  }, []);
  return { engine, status };
}

/** The value as it was first given, for as long as it says the same. */
function useSteady<Value>(value: Value, isSame: (a: Value, b: Value) => boolean): Value {
  const [kept, keep] = useState(value);
  if (isSame(kept, value)) return kept;
  // React allows a state to be brought in line while it renders.
  keep(value);
  return value;
}

function isSameJson(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

function widthsOf(system: SystemId, names: readonly string[], weights: Weights | undefined): Record<string, number> {
  const { network, sizes } = systems[system];
  const own = weights === undefined ? sizes : sizesOf(network, weights, sizes);
  return Object.fromEntries(
    names.map((name) => {
      const node = network.quantities.get(name);
      const shape = node && network.shapes.get(node);
      return [name, resolveShape(shape ?? ['H'], own)[0] ?? 0];
    }),
  );
}
