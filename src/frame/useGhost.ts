import { useMemo, useState } from 'react';
import { type Ghost, toGhost } from './Ghost';
import type { Run } from './Run';
import { isSameInput } from './RunInput';

/**
 * The run to compare the shown one with: the untouched network's, once it has read the same; without changes, the one before the reader's last edit of
 * the input.
 * @param untouched the newest run of the untouched network, where one was asked for
 */
export function useGhost(run: Run, untouched: Run | undefined): Ghost | undefined {
  const before = useRunBefore(run);
  return useMemo(() => {
    const isChanged = (run.trace.interventions?.length ?? 0) > 0;
    if (isChanged)
      return untouched !== undefined && isComparable(untouched, run) && isSameInput(untouched.input, run.input)
        ? toGhost(untouched, run, 'untouched')
        : undefined;
    return before && toGhost(before, run, 'before');
  }, [run, untouched, before]);
}

/** The run that was shown before the input was edited. */
function useRunBefore(run: Run): Run | undefined {
  const [kept, keep] = useState<{ run: Run; before?: Run | undefined }>({ run });
  if (kept.run === run) return kept.before;
  const isEdit = isComparable(kept.run, run) && !isSameInput(kept.run.input, run.input);
  const isSameNetwork = isComparable(kept.run, run) && !isTouched(run) && !isTouched(kept.run);
  let before = isSameNetwork ? kept.before : undefined;
  // What was baked into the page is no run before an edit: a link may have been opened over it.
  const isBaked = kept.run.trace.backend === 'float64';
  if (isEdit) before = isBaked || isTouched(kept.run) || kept.run.trace.steps === 0 ? undefined : kept.run;
  // React allows a state to be brought in line while it renders.
  keep({ run, before });
  return before;
}

function isTouched({ trace }: Run): boolean {
  return (trace.interventions?.length ?? 0) > 0;
}

function isComparable(a: Run, b: Run): boolean {
  return a.system === b.system && a.weights === b.weights;
}
