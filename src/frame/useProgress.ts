import { easeCubicInOut } from 'd3';
import { useEffect, useRef, useState } from 'react';
import { prefersStillness } from './prefersStillness';

/**
 * Follows a target between 0 and 1 along an eased curve; jumps where the reader wants less motion. The first value is the target itself.
 * @param duration ms for the whole way
 */
export function useProgress(target: 0 | 1, duration: number): number {
  const [progress, setProgress] = useState<number>(target);
  const reached = useRef<number>(target);
  useEffect(() => {
    const from = reached.current;
    if (from === target) return;
    const span = prefersStillness() ? 0 : duration * Math.abs(target - from);
    let frame = 0;
    let began: number | undefined;
    const step = (now: number) => {
      began ??= now;
      const part = span === 0 ? 1 : Math.min(1, (now - began) / span);
      reached.current = part === 1 ? target : from + (target - from) * easeCubicInOut(part);
      setProgress(reached.current);
      if (part < 1) frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, [target, duration]);
  return progress;
}
