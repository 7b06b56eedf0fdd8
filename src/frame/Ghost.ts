import { type Trace, vectorAt } from '../traces/Trace';
import type { Run } from './Run';

/** The run to compare the shown one with: that of the untouched network, or the one before the reader's last edit of the input. */
export interface Ghost {
  readonly run: Run;
  readonly kind: 'untouched' | 'before';
  /** The step of it (0-based) that stands beside a step of the shown run; undefined where there is none. */
  readonly at: (step: number) => number | undefined;
}

/** Sets a run beside the shown one, step by step. */
export function toGhost(run: Run, shown: Run, kind: Ghost['kind']): Ghost {
  return { run, kind, at: alignSteps(shown, run) };
}

/** A quantity's vector in the ghost beside a step (0-based) of the shown run, [size]; undefined where there is none. */
export function ghostVector(ghost: Ghost | undefined, quantity: string, step: number): Float32Array | undefined {
  const at = ghost?.at(step);
  if (ghost === undefined || at === undefined || ghost.run.trace.quantities[quantity] === undefined) return undefined;
  return vectorAt(ghost.run.trace, quantity, at);
}

/**
 * Which step of `before` stands beside a step of `shown`: what was read before an edit keeps its place, what comes after it is counted from the end, so
 * that a letter put in pushes no letter beside a stranger. A stretch as long as the one it replaced stands beside that.
 */
export function alignSteps({ trace: shown }: Run, { trace: before }: Run): (step: number) => number | undefined {
  const shorter = Math.min(shown.steps, before.steps);
  let prefix = 0;
  while (prefix < shorter && isSameStep(shown, prefix, before, prefix)) prefix++;
  let suffix = 0;
  while (suffix < shorter - prefix && isSameStep(shown, shown.steps - 1 - suffix, before, before.steps - 1 - suffix))
    suffix++;
  const added = shown.steps - before.steps;
  return (step) => {
    if (step < 0 || step >= shown.steps) return undefined;
    if (step < prefix || added === 0) return step;
    return step >= shown.steps - suffix ? step - added : undefined;
  };
}

function isSameStep(a: Trace, at: number, b: Trace, beside: number): boolean {
  if (a.vectors === undefined || b.vectors === undefined) return a.tokens[at] === b.tokens[beside];
  const size = a.vectors.length / a.steps;
  for (let i = 0; i < size; i++) if (a.vectors[at * size + i] !== b.vectors[beside * size + i]) return false;
  return true;
}
