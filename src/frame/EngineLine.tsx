import { useState } from 'react';
import type { CheckResult, EngineStatus } from '../engine/Engine';
import { getEngine } from '../engine/getEngine';
import { formatPower } from '../marks/formatNumber';
import type { Trace } from '../traces/Trace';
import { announce } from './announcer';
import styles from './frame.module.css';

type Finding = { readonly trace: Trace; readonly t: number; readonly step: CheckResult; readonly run?: CheckResult };

const backendNames = { webgl: 'WebGL', wasm: 'WASM', cpu: 'CPU', float64: 'double precision' };

/** Where the shown numbers were computed and how fast, and a check of them against double precision. `units` says of what, `20 units`. */
export function EngineLine({
  owner,
  trace,
  t,
  units,
  status,
}: {
  owner: string;
  trace: Trace;
  t: number;
  units: string;
  status: EngineStatus | undefined;
}) {
  const [finding, setFinding] = useState<Finding>();
  const [fault, setFault] = useState<{ trace: Trace; t: number; message: string }>();
  const [isChecking, setChecking] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const found = finding?.trace === trace && finding.t === t ? finding : undefined;
  const problem = fault?.trace === trace && fault.t === t ? fault.message : undefined;

  const check = async () => {
    setChecking(true);
    try {
      const engine = getEngine();
      const step = await engine.check({ owner, trace, scope: t - 1 });
      if (step === undefined) return;
      setFinding({ trace, t, step });
      const run = await engine.check({ owner, trace, scope: 'run' });
      if (run === undefined) return;
      setFinding({ trace, t, step, run });
      announce(describe({ trace, t, step, run }));
    } catch (error) {
      setFault({ trace, t, message: error instanceof Error ? error.message : String(error) });
    } finally {
      setChecking(false);
    }
  };
  const isEmpty = trace.steps === 0;
  const isLive = trace.backend !== 'float64';
  return (
    <>
      <div className={styles.engine} data-engine={trace.backend}>
        <i className={styles.lamp} data-state={isLive ? 'ready' : (status?.state ?? 'baked')} aria-hidden="true" />
        {isEmpty ? <span>nothing to compute</span> : <span>{isLive ? 'live' : 'baked into the page'}</span>}
        {!isEmpty && <span>{backendNames[trace.backend]}</span>}
        <span>{units}</span>
        {isLive && <span>{formatTime(trace.msPerStep)} a step</span>}
        {isLive && trace.kernels !== undefined && (
          <button
            type="button"
            className={styles.check}
            data-action="kernels"
            aria-expanded={isOpen}
            title="how many calls of kernels a step took"
            onClick={() => setOpen(!isOpen)}
          >
            {trace.kernels.path}
          </button>
        )}
        {!isLive && status?.state === 'starting' && <span>{status.message}</span>}
        <button
          type="button"
          className={styles.check}
          data-action="check"
          disabled={status === undefined || status.state === 'failed' || isEmpty || isChecking}
          title="recompute this step, and the whole run, in double precision"
          onClick={() => void check()}
          data-check={found === undefined ? undefined : String(found.step.largest)}
        >
          {isChecking ? 'checking …' : found === undefined ? 'check' : `check ${formatPower(found.step.largest)}`}
        </button>
      </div>
      {isOpen && isLive && trace.kernels !== undefined && (
        <p className={styles.finding} data-kernels={trace.kernels.calls}>
          {describeKernels(trace.kernels, trace.steps)}
        </p>
      )}
      {(problem ?? found) !== undefined && (
        <p className={problem === undefined ? styles.finding : `${styles.finding} ${styles.problem}`}>
          {problem ?? (found && describe(found))}
        </p>
      )}
    </>
  );
}

function describe({ t, step, run }: Finding): string {
  const where = step.largest === 0 ? '' : ` (in ${step.quantity})`;
  const shown = `Step ${t}, recomputed in double precision from the state before it, differs by at most ${formatPower(step.largest)}${where}`;
  if (run === undefined) return `${shown}; the whole run is being recomputed …`;
  return `${shown}; no step of the run by more than ${formatPower(run.largest)}. Over the whole run the shown numbers have drifted by ${formatPower(run.drift ?? 0)}.`;
}

function describeKernels({ path, calls }: NonNullable<Trace['kernels']>, steps: number): string {
  const each = calls / steps;
  const took = `${calls.toLocaleString('en')} calls of kernels for ${steps.toLocaleString('en')} steps, ${each < 10 ? each.toFixed(1) : Math.round(each).toLocaleString('en')} a step`;
  return path === 'fused'
    ? `${took}: kernels made from the equations run the whole sequence, and tfjs does what is left.`
    : `${took}: here every operator of every step is a call of its own.`;
}

function formatTime(ms: number): string {
  if (ms < 0.01) return `${formatPower(ms)} ms`;
  return `${ms < 1 ? ms.toFixed(2) : ms.toFixed(1)} ms`;
}
