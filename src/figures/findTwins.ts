import { type Trace, vectorAt } from '../traces/Trace';

/** Two steps (0-based, the earlier first) at which the same letter was read, and whether the network answered the same. */
export interface Twins {
  readonly first: number;
  readonly second: number;
  readonly isSameAnswer: boolean;
}

/** Below it two chances are one: float32 rounds alike what is computed alike, but not on every backend. */
const noise = 1e-5;

/** The step nearest to `t` (0-based), among `from` to `to`, at which the same letter was read as at t; undefined where there is none. */
export function findTwins(trace: Trace, t: number, from: number, to: number): Twins | undefined {
  const token = trace.tokens[t];
  const others = Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at).filter(
    (step) => step !== t && trace.tokens[step] === token,
  );
  const nearest = others.sort((a, b) => Math.abs(a - t) - Math.abs(b - t))[0];
  if (token === undefined || nearest === undefined) return undefined;
  const [here, there] = [vectorAt(trace, 'y', t), vectorAt(trace, 'y', nearest)];
  return {
    first: Math.min(t, nearest),
    second: Math.max(t, nearest),
    isSameAnswer: here.every((value, at) => Math.abs(value - (there[at] ?? Number.NaN)) < noise),
  };
}
