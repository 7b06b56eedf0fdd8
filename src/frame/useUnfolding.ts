import { easeCubicInOut } from 'd3';
import { useEffect, useRef, useState } from 'react';
import { prefersStillness } from './prefersStillness';

/** Time of a cross-fade, ms. */
const fade = 320;

/**
 * Follows a target between 0 and 1 along an eased curve. Where the reader wants less motion nothing moves: what is drawn fades out, jumps to the
 * target, and fades in. The first value is the target itself.
 * @param duration ms for the whole way
 */
export function useUnfolding(target: 0 | 1, duration: number): { progress: number; opacity: number } {
  const [shown, show] = useState<{ progress: number; opacity: number }>({ progress: target, opacity: 1 });
  const reached = useRef<number>(target);
  useEffect(() => {
    const from = reached.current;
    if (from === target) return show({ progress: target, opacity: 1 });
    const isStill = prefersStillness();
    const span = isStill ? fade : duration * Math.abs(target - from);
    let frame = 0;
    let began: number | undefined;
    const step = (now: number) => {
      began ??= now;
      const part = Math.min(1, (now - began) / span);
      const moved = from + (target - from) * easeCubicInOut(part);
      reached.current = part === 1 || (isStill && part >= 0.5) ? target : isStill ? from : moved;
      show({ progress: reached.current, opacity: isStill ? Math.abs(1 - 2 * part) : 1 });
      if (part < 1) frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, [target, duration]);
  return shown;
}
