import { useState } from 'react';
import { isSameInput } from '../frame/RunInput';
import type { Run } from '../frame/Run';

/** Two runs that are compared: of one system, over one input. */
interface Twins {
  readonly whole: Run;
  readonly cut: Run;
}

/** The newest two runs that belong together: while one has come and its twin has not, the last pair stays. */
export function useTwinRuns(whole: Run, cut: Run): Twins {
  const [pair, setPair] = useState<Twins>({ whole, cut });
  if (pair.whole === whole && pair.cut === cut) return pair;
  const isPair = whole.system === cut.system && isSameInput(whole.input, cut.input);
  if (!isPair) return pair;
  const next = { whole, cut };
  // React allows a state to be brought in line while it renders.
  setPair(next);
  return next;
}
