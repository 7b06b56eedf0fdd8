import { useState } from 'react';
import { slideWindow } from '../marks/slideWindow';

/** The first column to show (0-based) of a row of which `count` fit: it follows the playhead, and moves no further than it must. */
export function useColumnWindow(count: number, t: number, steps: number): number {
  const [first, setFirst] = useState(0);
  const next = slideWindow(first, count, Math.max(0, t - 1), steps);
  // React allows a state to be brought in line while it renders.
  if (next !== first) setFirst(next);
  return next;
}
